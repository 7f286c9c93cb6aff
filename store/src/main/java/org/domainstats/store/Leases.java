package org.domainstats.store;

import java.time.Duration;

/**
 * Leases among the processes of a store: one of them has a lease at a time, until it ends it or for
 * as long as was asked for. Of a registry's host, of the look-up of a domain, of work that one
 * server does for all. Every method may block on the disk.
 */
public interface Leases {

    /** Of a store that only one process uses: nobody else can have the lease. */
    Leases ALONE =
            new Leases() {
                @Override
                public Lease begin(String name, Duration longest) {
                    return new Lease(1, Duration.ZERO);
                }

                @Override
                public void end(String name, Lease lease, Duration pause) {}
            };

    /**
     * Takes a lease if nobody has it, and the pause after the last one is over.
     *
     * @param longest when it counts as ended if its process dies
     */
    Lease begin(String name, Duration longest);

    /**
     * Ends a lease. One that another process has by now stays theirs.
     *
     * @param pause until the next one may begin
     */
    void end(String name, Lease lease, Duration pause);

    /**
     * A lease, or how long to wait before asking for it again.
     *
     * @param id 0 if it was not begun
     * @param left how long to wait
     */
    record Lease(long id, Duration left) {

        /** A lease that somebody has may end early: ask again soon. */
        public static final Duration SOON = Duration.ofMillis(200);

        public boolean isBegun() {
            return id != 0;
        }
    }
}
