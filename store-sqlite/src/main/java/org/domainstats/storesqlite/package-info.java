/** The embedded store: two SQLite files in the data folder. */
@NullMarked
package org.domainstats.storesqlite;

import org.jspecify.annotations.NullMarked;
