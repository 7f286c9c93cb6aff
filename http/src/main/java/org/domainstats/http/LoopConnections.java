package org.domainstats.http;

import io.vertx.core.http.HttpConnection;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;

/** The connections of one event loop. Checked at intervals; used on that event loop only. */
final class LoopConnections {

    /** A timeout is met to a fifth of it. */
    private static final int CHECKS_PER_TIMEOUT = 5;

    private static final ServerResponse OVERDUE =
            ServerResponse.unavailable("the request could not be answered in time");

    private final HttpMetrics metrics;
    private final Duration interval;
    private final int longestRequest;
    private final IdentityHashMap<HttpConnection, TrackedConnection> connections =
            new IdentityHashMap<>();
    private int tick;

    LoopConnections(HttpLimits limits, HttpMetrics metrics) {
        this.metrics = metrics;
        this.interval = limits.idleTimeout().dividedBy(CHECKS_PER_TIMEOUT);
        this.longestRequest = Math.toIntExact(limits.requestDeadline().dividedBy(interval)) + 1;
    }

    Duration interval() {
        return interval;
    }

    int tick() {
        return tick;
    }

    void add(
            HttpConnection connection,
            InetAddress address,
            @Nullable BoundedRequestDecoder decoder) {
        connections.put(connection, new TrackedConnection(connection, address, decoder, tick));
    }

    /** The connection that a request came in on; null for one that is to be closed. */
    @Nullable TrackedConnection find(HttpConnection connection) {
        TrackedConnection tracked = connections.get(connection);
        return tracked == null || tracked.isClosing() ? null : tracked;
    }

    void remove(HttpConnection connection) {
        TrackedConnection closed = connections.remove(connection);
        if (closed != null) {
            closed.closed();
        }
    }

    /** Closes what is idle, and answers what takes too long. */
    void check() {
        tick++;
        for (TrackedConnection each : List.copyOf(connections.values())) {
            Exchange overdue = each.overdue(tick, longestRequest);
            if (overdue != null) {
                metrics.failed("deadline");
                overdue.abandon(OVERDUE);
            } else if (each.isIdle(tick, CHECKS_PER_TIMEOUT)) {
                metrics.failed("idle");
                each.close();
            }
        }
    }
}
