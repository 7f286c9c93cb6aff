package org.domainstats.benchmarks;

import java.net.URI;

/** A running HTTP server to be loaded, in a process of its own. Closing ends it. */
interface LoadTarget extends AutoCloseable {

    /** What it is called in the table. */
    String name();

    URI url();

    @Override
    void close();
}
