package org.domainstats.lookup;

/**
 * Figures of the answer cache since the start.
 *
 * @param expired the misses among them where there was an answer that had grown old
 */
public record CacheStats(long hits, long misses, long expired, long capacity, long size) {

    /**
     * What one cached answer takes on the heap with its key and its prepared response, by the
     * histogram of a server with 22,000 of them; to know it exactly would take a heap dump.
     */
    private static final long BYTES_PER_ANSWER = 900;

    /** What the answers take on the heap, about. */
    public long bytes() {
        return size * BYTES_PER_ANSWER;
    }
}
