package org.domainstats.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.domainstats.model.Answer;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/**
 * The answers that may be given again, by hostname as it was asked. An answer that announces a
 * first contact never gets in, so that none can ever be announced from here.
 */
final class AnswerCache {

    private final Cache<String, Entry> entries;
    private final long capacity;
    private final QueryCounter queryCounter;
    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder expired = new LongAdder();
    private final AtomicLong generation = new AtomicLong();

    AnswerCache(long capacity, QueryCounter queryCounter) {
        this.capacity = capacity;
        this.queryCounter = queryCounter;
        // The executor of the caller: maintenance is short, and no pool needs to be started for it.
        this.entries = Caffeine.newBuilder().maximumSize(capacity).executor(Runnable::run).build();
    }

    /** A valid answer, counted as asked; null if there is none. */
    @Nullable CachedAnswer find(String asked, long nowMillis) {
        Entry entry = entries.getIfPresent(asked);
        if (entry == null
                || entry.generation != generation.get()
                || entry.validUntilMillis <= nowMillis) {
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

    void put(Answer answer, PublicName name, Instant validUntil, long generation) {
        if (answer.announces()) {
            throw new IllegalArgumentException(
                    "a first contact must not be cached: " + name.site());
        }
        entries.put(
                answer.asked(),
                new Entry(
                        new CachedAnswer(answer),
                        validUntil.toEpochMilli(),
                        generation,
                        queryCounter.counter(name.site())));
    }

    /** Makes everything cached so far stale. */
    void nextGeneration() {
        generation.incrementAndGet();
    }

    long generation() {
        return generation.get();
    }

    CacheStats stats() {
        return new CacheStats(
                hits.sum(), misses.sum(), expired.sum(), capacity, entries.estimatedSize());
    }

    Optional<CacheEntry> entry(String asked) {
        return Optional.ofNullable(entries.policy().getIfPresentQuietly(asked))
                .map(AnswerCache::entryOf);
    }

    List<CacheEntry> entries(int offset, int limit) {
        return entries.asMap().values().stream()
                .skip(offset)
                .limit(limit)
                .map(AnswerCache::entryOf)
                .toList();
    }

    private static CacheEntry entryOf(Entry entry) {
        return new CacheEntry(entry.answer.answer(), Instant.ofEpochMilli(entry.validUntilMillis));
    }

    private record Entry(
            CachedAnswer answer,
            long validUntilMillis,
            long generation,
            QueryCounter.Counter counter) {}
}
