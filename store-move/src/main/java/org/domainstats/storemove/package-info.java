/** Moves everything from one store to another, table by table. */
@NullMarked
package org.domainstats.storemove;

import org.jspecify.annotations.NullMarked;
