/** Reads the files of the predecessors, and moves everything from one store to another. */
@NullMarked
package org.domainstats.migration;

import org.jspecify.annotations.NullMarked;
