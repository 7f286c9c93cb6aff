package org.domainstats.lookup;

import java.time.Duration;

/**
 * What an operator decides about look-ups.
 *
 * @param cacheSize how many answers are kept in memory
 * @param timeout how long an answer waits for the outside world unless the question says otherwise
 * @param privateNames the names that never leave
 */
public record LookupSettings(long cacheSize, Duration timeout, PrivateNames privateNames) {}
