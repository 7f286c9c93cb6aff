package org.domainstats.lookup;

import org.domainstats.model.Answer;

import java.time.Instant;

/** One answer of the cache, for people who want to look into it. */
public record CacheEntry(Answer answer, Instant validUntil) {}
