/** Logs: the names in their lines, and what is added to the lines. */
@NullMarked
package org.domainstats.logformats;

import org.jspecify.annotations.NullMarked;
