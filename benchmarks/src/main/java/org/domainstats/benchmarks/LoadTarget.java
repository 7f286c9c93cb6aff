package org.domainstats.benchmarks;

import org.domainstats.processkit.ServerProcess;

import java.net.URI;

/** A running HTTP server to be loaded, in a process of its own. Closing ends it. */
interface LoadTarget extends AutoCloseable {

    /** What it is called in the table. */
    String name();

    URI url();

    @Override
    void close();

    /** Our server. */
    static LoadTarget of(ServerProcess server) {
        return new Ours(server);
    }

    /** Our server, started by its launcher. */
    record Ours(ServerProcess server) implements LoadTarget {

        @Override
        public String name() {
            return "domain-stats";
        }

        @Override
        public URI url() {
            return server.url();
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
