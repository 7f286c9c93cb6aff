package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

import java.time.Instant;

/**
 * How a host of a registry did since the start.
 *
 * @param failures queries that it refused, throttled or gave no usable reply to
 * @param lastError of the last of them; comes from outside; empty if there was none
 * @param lastErrorAt null if there was none
 */
public record HostReport(
        String host,
        long queries,
        long failures,
        String lastError,
        @Nullable Instant lastErrorAt) {}
