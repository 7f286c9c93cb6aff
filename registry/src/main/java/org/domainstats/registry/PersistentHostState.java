package org.domainstats.registry;

import org.domainstats.store.DailyCounts;

import java.time.Clock;

/**
 * What is kept of hosts beyond this process.
 *
 * @param queries the queries to each host by day
 * @param throttles until when each wants to be left alone
 * @param leases of hosts, among the processes that ask the same hosts
 */
record PersistentHostState(DailyCounts queries, ExpiringEntries throttles, HostLeases leases) {

    /** More registries than there are will not throttle us at one time. */
    private static final int MOST_RESTS = 1_024;

    static PersistentHostState in(RegistryStorage storage, Clock clock) {
        return new PersistentHostState(
                storage.queries(),
                new ExpiringEntries(
                        storage.folder().resolve("registry-rests.tsv"), MOST_RESTS, clock),
                storage.leases());
    }
}
