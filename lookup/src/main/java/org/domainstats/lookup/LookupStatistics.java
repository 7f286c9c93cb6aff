package org.domainstats.lookup;

import org.domainstats.lookup.cache.AnswerCache;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;

/** What an engine has counted since its start. */
public final class LookupStatistics {

    private final AnswerCache cache;
    private final AnswerCounters counters;
    private final BestEffort bestEffort;
    private final BackgroundTasks background;

    LookupStatistics(
            AnswerCache cache,
            AnswerCounters counters,
            BestEffort bestEffort,
            BackgroundTasks background) {
        this.cache = cache;
        this.counters = counters;
        this.bestEffort = bestEffort;
        this.background = background;
    }

    /** Where the answers came from. */
    public AnswerCounts answers() {
        return counters.counts(cache.stats().hits());
    }

    /** How often something failed that an answer can do without. */
    public long failures() {
        return bestEffort.failures() + background.failures();
    }

    /** How often an operation of the store failed. */
    public long storeFailures(StoreOperation operation) {
        return bestEffort.storeFailures(operation);
    }
}
