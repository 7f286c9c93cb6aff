/** The lookup pipeline: from a hostname to an answer. */
@NullMarked
package org.domainstats.lookup;

import org.jspecify.annotations.NullMarked;
