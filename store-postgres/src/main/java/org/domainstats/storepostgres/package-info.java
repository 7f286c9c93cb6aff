/** The shared store: one PostgreSQL database for several servers. */
@NullMarked
package org.domainstats.storepostgres;

import org.jspecify.annotations.NullMarked;
