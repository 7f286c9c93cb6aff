package org.domainstats.lookup.cache;

/**
 * Figures of the answer cache since the start.
 *
 * @param capacity how many answers the settings allow; the heap may have room for fewer
 * @param expired the misses among them where there was an answer that had grown old
 */
public record CacheStats(long hits, long misses, long expired, long capacity, long size) {

    /**
     * What one cached answer takes on the heap with its key and its prepared response, by the
     * histograms of servers with 22,000 and 64,000 of them, some asked about in two dialects; to
     * know it exactly would take a heap dump.
     */
    static final long BYTES_PER_ANSWER = 1_100;

    /** What the answers take on the heap, about. */
    public long bytes() {
        return size * BYTES_PER_ANSWER;
    }
}
