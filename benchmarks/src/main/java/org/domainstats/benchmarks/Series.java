package org.domainstats.benchmarks;

import java.io.IOException;
import java.util.List;

/** A group of measurements that are made together, in one go. */
interface Series {

    /** The word that {@code --only} knows it by. */
    String word();

    /** The programs that it needs besides ours. */
    List<String> needs();

    /** Measures, and adds a row for each figure. */
    void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException;
}
