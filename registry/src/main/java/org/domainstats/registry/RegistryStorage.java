package org.domainstats.registry;

import java.nio.file.Path;

/**
 * What a registry source keeps beyond the process.
 *
 * @param folder for the list of RDAP servers, IANA's referrals, and until when hosts want to be
 *     left alone
 * @param budget the number of queries to each host on a day
 * @param leases of hosts, among the processes that share the budget
 */
public record RegistryStorage(Path folder, DailyBudget budget, HostLeases leases) {

    /** Of a process that is alone. */
    public RegistryStorage(Path folder, DailyBudget budget) {
        this(folder, budget, HostLeases.ALONE);
    }
}
