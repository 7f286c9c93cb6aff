/** A SQLite file: one writer that groups commits, several readers, private to its owner. */
@NullMarked
package org.domainstats.sqlite;

import org.jspecify.annotations.NullMarked;
