package org.domainstats.lookup.cache;

import org.domainstats.model.Answer;

import java.time.Instant;

/**
 * One answer of the cache, for people who inspect it.
 *
 * @param reads how often it was given from there
 */
public record CacheEntry(Answer answer, Instant validUntil, long reads) {}
