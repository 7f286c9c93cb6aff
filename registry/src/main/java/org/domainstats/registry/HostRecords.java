package org.domainstats.registry;

import java.nio.file.Path;
import java.time.Clock;

/**
 * What is kept of hosts beyond this process.
 *
 * @param asked how often each was asked on a day
 * @param rests until when each wants to be left alone
 */
record HostRecords(DailyBudget asked, KeptUntil rests) {

    /** More registries than there are will not throttle us at one time. */
    private static final int MOST_RESTS = 1_024;

    static HostRecords in(Path data, DailyBudget asked, Clock clock) {
        return new HostRecords(
                asked, new KeptUntil(data.resolve("registry-rests.tsv"), MOST_RESTS, clock));
    }
}
