/** Parts of the program alone, measured by JMH. */
@NullMarked
package org.domainstats.benchmarks.jmh;

import org.jspecify.annotations.NullMarked;
