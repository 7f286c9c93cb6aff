package org.domainstats.lookup;

/** Figures of the answer cache since the start. */
public record CacheStats(long hits, long misses, long capacity, long size) {}
