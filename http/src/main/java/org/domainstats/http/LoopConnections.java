package org.domainstats.http;

import io.netty.util.Attribute;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The connections of one event loop. Checked at intervals; used on that event loop only. */
final class LoopConnections {

    /** A timeout is met to a fifth of it. */
    private static final int CHECKS_PER_TIMEOUT = 5;

    private static final AttributeKey<TrackedConnection> TRACKED =
            AttributeKey.valueOf("domain-stats-tracked");

    private static final ServerResponse OVERDUE =
            ServerResponse.unavailable("the request could not be answered in time");

    private final HttpMetrics metrics;
    private final Duration interval;
    private final int longestRequest;
    private final Set<TrackedConnection> connections = new HashSet<>();
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
        TrackedConnection tracked = new TrackedConnection(connection, address, decoder, tick);
        attribute(connection).set(tracked);
        connections.add(tracked);
    }

    /** The connection that a request came in on; null for one that is to be closed. */
    @Nullable TrackedConnection find(HttpConnection connection) {
        @Nullable TrackedConnection tracked = attribute(connection).get();
        return tracked == null || tracked.isClosing() ? null : tracked;
    }

    void remove(HttpConnection connection) {
        @Nullable TrackedConnection closed = attribute(connection).getAndSet(null);
        if (closed != null) {
            connections.remove(closed);
            closed.closed();
        }
    }

    private static Attribute<TrackedConnection> attribute(HttpConnection connection) {
        return ((ConnectionBase) connection).channel().attr(TRACKED);
    }

    /** Closes what is idle, and answers what takes too long. */
    void check() {
        tick++;
        for (TrackedConnection each : List.copyOf(connections)) {
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
