package org.domainstats.registry;

import java.nio.file.Path;

/**
 * What a registry source keeps beyond the process.
 *
 * @param folder for the list of RDAP servers, IANA's referrals, and until when hosts want to be
 *     left alone
 * @param budget the number of queries to each host on a day
 * @param turns at hosts, among the processes that share the budget
 */
public record RegistryStorage(Path folder, DailyBudget budget, HostTurns turns) {

    /** Of a process that is alone. */
    public RegistryStorage(Path folder, DailyBudget budget) {
        this(folder, budget, HostTurns.ALONE);
    }
}
