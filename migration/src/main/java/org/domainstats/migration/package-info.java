/** Reads the files of the predecessors: their databases, caches and exports. */
@NullMarked
package org.domainstats.migration;

import org.jspecify.annotations.NullMarked;
