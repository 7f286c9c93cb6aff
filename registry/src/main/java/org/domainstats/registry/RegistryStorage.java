package org.domainstats.registry;

import org.domainstats.store.DailyCounts;

import java.nio.file.Path;

/**
 * What a registry source keeps beyond the process.
 *
 * @param folder for the list of RDAP servers, IANA's referrals, and until when hosts want to be
 *     left alone
 * @param queries to each host on a day
 * @param leases of hosts, among the processes that share these counts
 */
public record RegistryStorage(Path folder, DailyCounts queries, HostLeases leases) {

    /** Of a process that is alone. */
    public RegistryStorage(Path folder, DailyCounts queries) {
        this(folder, queries, HostLeases.ALONE);
    }
}
