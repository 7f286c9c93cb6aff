package org.domainstats.store;

import java.time.Duration;

/**
 * Transactions since the start.
 *
 * @param commits how many groups of changes were made durable
 * @param total how long they took together, from begin to durable
 */
public record CommitStats(long commits, Duration total) {}
