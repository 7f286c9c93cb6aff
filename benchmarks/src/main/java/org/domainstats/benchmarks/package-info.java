/** What the promises are measured with. */
@NullMarked
package org.domainstats.benchmarks;

import org.jspecify.annotations.NullMarked;
