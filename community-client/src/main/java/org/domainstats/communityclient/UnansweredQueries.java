package org.domainstats.communityclient;

import org.domainstats.model.DomainName;
import org.domainstats.protocol.MessageId;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The ids of queries whose answer may have been lost. Asked again with its id, a site gets the
 * answer that it would have had, a first contact too.
 */
final class UnansweredQueries {

    /** More are only lost while the server is dead, and then they were mostly never received. */
    private static final int MAX_ENTRIES = 10_000;

    /** Our servers remember for ten minutes, others for one at least. */
    private static final Duration REMEMBERED = Duration.ofMinutes(9);

    private final RandomGenerator random;
    private final LongSupplier nanoTime;
    private final Map<DomainName, Entry> entries = new LinkedHashMap<>();

    UnansweredQueries(RandomGenerator random, LongSupplier nanoTime) {
        this.random = random;
        this.nanoTime = nanoTime;
    }

    /**
     * The id to ask about a site with: that of an earlier query without an answer, or a new one.
     */
    synchronized MessageId idFor(DomainName site) {
        long now = nanoTime.getAsLong();
        Entry earlier = entries.get(site);
        if (earlier != null && now - earlier.since < REMEMBERED.toNanos()) {
            return earlier.id;
        }
        Entry fresh = new Entry(MessageId.random(random), now);
        entries.remove(site);
        entries.put(site, fresh);
        if (entries.size() > MAX_ENTRIES) {
            entries.remove(entries.keySet().iterator().next());
        }
        return fresh.id;
    }

    synchronized void answered(DomainName site) {
        entries.remove(site);
    }

    private record Entry(MessageId id, long since) {}
}
