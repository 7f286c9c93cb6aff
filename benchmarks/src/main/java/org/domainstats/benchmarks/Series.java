package org.domainstats.benchmarks;

import java.io.IOException;
import java.util.List;

/** A group of measurements that are made together, in one go. */
interface Series {

    /** The name that {@code --only} takes. */
    String name();

    /** The programs that it needs besides ours. */
    List<String> needs();

    /** Measures, and adds a row for each figure. */
    void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException;
}
