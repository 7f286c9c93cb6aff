/** From a hostname to an answer, in a straight line. */
@NullMarked
package org.domainstats.lookup;

import org.jspecify.annotations.NullMarked;
