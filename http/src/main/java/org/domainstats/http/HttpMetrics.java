package org.domainstats.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The meters of one listener's connections and requests. */
public final class HttpMetrics {

    private static final String LISTENER = "listener";

    private final MeterRegistry registry;
    private final String listener;
    private final ConcurrentMap<String, Counter> failures = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Counter> refusals = new ConcurrentHashMap<>();
    private final RouteMetrics other;

    /**
     * @param listener what tells this listener from others of the process, such as {@code lan}
     */
    public HttpMetrics(MeterRegistry registry, String listener) {
        this.registry = registry;
        this.listener = listener;
        this.other = route("other");
    }

    /**
     * The meters of the requests for one resource.
     *
     * @param name from a fixed set: never a part of the request
     */
    public RouteMetrics route(String name) {
        return new RouteMetrics(registry, listener, name);
    }

    RouteMetrics other() {
        return other;
    }

    /** Reports how many connections are open. */
    void connections(ConnectionCounts counts) {
        registry.gauge(
                "http.server.connections",
                io.micrometer.core.instrument.Tags.of(LISTENER, listener),
                counts,
                ConnectionCounts::total);
    }

    /** Counts a connection that was closed as soon as it was accepted. */
    void refused(String reason) {
        refusals.computeIfAbsent(
                        reason,
                        each ->
                                registry.counter(
                                        "http.server.connections.refused",
                                        LISTENER,
                                        listener,
                                        "reason",
                                        each))
                .increment();
    }

    /** Counts a connection that ended otherwise than by its two ends' agreement. */
    void failed(String reason) {
        failures.computeIfAbsent(
                        reason,
                        each ->
                                registry.counter(
                                        "http.server.connections.failed",
                                        LISTENER,
                                        listener,
                                        "reason",
                                        each))
                .increment();
    }
}
