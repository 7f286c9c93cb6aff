package org.domainstats.communityserver;

import java.util.concurrent.atomic.LongAdder;

/** Counts of messages since the start. Nothing in it reveals who asked what. */
public final class TrafficCounters {

    final LongAdder requests = new LongAdder();
    final LongAdder queries = new LongAdder();
    final LongAdder cached = new LongAdder();
    final LongAdder repeated = new LongAdder();
    final LongAdder firstContacts = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder forged = new LongAdder();
    final LongAdder limited = new LongAdder();
    final LongAdder busy = new LongAdder();

    TrafficCounters() {}

    public Snapshot snapshot() {
        return new Snapshot(
                requests.sum(),
                queries.sum(),
                cached.sum(),
                repeated.sum(),
                firstContacts.sum(),
                refused.sum(),
                malformed.sum(),
                forged.sum(),
                limited.sum(),
                busy.sum());
    }

    /**
     * The counts at one moment.
     *
     * @param cached queries answered from memory
     * @param repeated queries that came again with the same id while the first was in flight
     * @param firstContacts queries that were answered with FIRST-CONTACT
     * @param refused requests of clients that are denied or lack a token
     * @param forged requests signed with an unknown or a wrong key
     * @param limited requests above a limit
     * @param busy queries rejected because too many were in progress
     */
    public record Snapshot(
            long requests,
            long queries,
            long cached,
            long repeated,
            long firstContacts,
            long refused,
            long malformed,
            long forged,
            long limited,
            long busy) {}
}
