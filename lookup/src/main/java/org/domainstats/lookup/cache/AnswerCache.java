package org.domainstats.lookup.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.usage.QueryCounter;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The answers that may be given again, by hostname as it was asked. An answer that announces a
 * first contact never gets in, so that none can ever be announced from here.
 */
public final class AnswerCache {

    /** Past this all cached answers are made anew; some 100 bytes each. */
    private static final int MOST_WITHDRAWN = 10_000;

    /** In chars. A hostname has up to 253, a text with odd labels thousands. */
    private static final int USUAL_LENGTH = 100;

    /**
     * Of the heap that answers may take. With 64,000 in 100 MB a server did little but collect
     * garbage: 61 full collections of 0.8 s each in 90 s.
     */
    private static final double SHARE_OF_HEAP = 0.3;

    private final Cache<String, Entry> entries;
    private final long capacity;
    private final QueryCounter queryCounter;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final AtomicLong generation = new AtomicLong();

    /** Sites whose announcement was taken back: the next question must get past the cache. */
    private final Set<DomainName> withdrawn = ConcurrentHashMap.newKeySet();

    /**
     * @param capacity how many answers the settings allow
     * @param heap all that the process may use, in bytes
     */
    public AnswerCache(long capacity, long heap, QueryCounter queryCounter) {
        this.capacity = capacity;
        this.queryCounter = queryCounter;
        // The executor of the caller: maintenance is short, and no pool needs to be started for it.
        this.entries =
                Caffeine.newBuilder()
                        .maximumWeight(Math.min(capacity, mostIn(heap)))
                        .<String, Entry>weigher((asked, _) -> weight(asked))
                        .executor(Runnable::run)
                        .build();
    }

    private static long mostIn(long heap) {
        return (long) (heap * SHARE_OF_HEAP) / CacheStats.BYTES_PER_ANSWER;
    }

    /** One of usual length is one; a few thousand long ones must not fill the heap. */
    private static int weight(String asked) {
        return 1 + asked.length() / USUAL_LENGTH;
    }

    /** A valid answer, counted as asked; null if there is none. */
    public @Nullable CachedAnswer find(String asked, long nowMillis) {
        Entry entry = entries.getIfPresent(asked);
        if (entry == null
                || isWithdrawn(entry.counter.site())
                || entry.generation != generation.get()
                || !entry.isValid(nowMillis)) {
            misses.increment();
            if (entry != null) {
                expired.increment();
            }
            return null;
        }
        hits.increment();
        entry.counter.count(nowMillis);
        return entry.answer;
    }

    public void put(Answer answer, PublicName name, Validity validity, long generation) {
        if (answer.announces()) {
            throw new IllegalArgumentException(
                    "a first contact must not be cached: " + name.site());
        }
        entries.put(
                answer.asked(),
                new Entry(
                        new CachedAnswer(answer),
                        validity.from.toEpochMilli(),
                        validity.until.toEpochMilli(),
                        generation,
                        queryCounter.counter(name.site())));
    }

    private boolean isWithdrawn(DomainName site) {
        return !withdrawn.isEmpty() && withdrawn.contains(site);
    }

    /** Has no answer about a site given from here before {@link #readmit}. */
    public void withdraw(DomainName site) {
        if (withdrawn.size() < MOST_WITHDRAWN) {
            withdrawn.add(site);
        } else {
            nextGeneration();
        }
    }

    /** To be called when an answer about a site is made that the store has decided on. */
    public void readmit(DomainName site) {
        if (!withdrawn.isEmpty()) {
            withdrawn.remove(site);
        }
    }

    /** Makes everything cached so far stale. */
    public void nextGeneration() {
        generation.incrementAndGet();
    }

    public long generation() {
        return generation.get();
    }

    public CacheStats stats() {
        return new CacheStats(
                hits.sum(), misses.sum(), expired.sum(), capacity, entries.estimatedSize());
    }

    public List<CacheEntry> entries(int offset, int limit) {
        return entries.asMap().values().stream()
                .skip(offset)
                .limit(limit)
                .map(AnswerCache::entryOf)
                .toList();
    }

    private static CacheEntry entryOf(Entry entry) {
        return new CacheEntry(
                entry.answer.answer(),
                Instant.ofEpochMilli(entry.validUntilMillis),
                entry.counter.inAll());
    }

    /** When an answer was made, and until when it may be given again. */
    public record Validity(Instant from, Instant until) {}

    private record Entry(
            CachedAnswer answer,
            long validFromMillis,
            long validUntilMillis,
            long generation,
            QueryCounter.Counter counter) {

        /** An answer of a clock that was set back since would be given again for too long. */
        private boolean isValid(long nowMillis) {
            return validFromMillis <= nowMillis && nowMillis < validUntilMillis;
        }
    }
}
