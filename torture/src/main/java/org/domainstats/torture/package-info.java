/** Breaks a real server in every way it must bear, and counts what was lost. */
@NullMarked
package org.domainstats.torture;

import org.jspecify.annotations.NullMarked;
