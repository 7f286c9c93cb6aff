package org.domainstats.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The time that requests for one resource took, by status. */
public final class RouteMetrics {

    private static final int STATUSES = 600;

    /** From a cached answer to the longest wait for the outside world. */
    private static final Duration[] BUCKETS = {
        Duration.ofMillis(1),
        Duration.ofMillis(5),
        Duration.ofMillis(25),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(2),
        Duration.ofSeconds(10),
    };

    private final MeterRegistry registry;
    private final String listener;
    private final String route;
    private final AtomicReferenceArray<Timer> timers = new AtomicReferenceArray<>(STATUSES);

    RouteMetrics(MeterRegistry registry, String listener, String route) {
        this.registry = registry;
        this.listener = listener;
        this.route = route;
    }

    void record(int status, long nanos) {
        Timer timer = timers.get(status);
        if (timer == null) {
            timer = timer(status);
            timers.set(status, timer);
        }
        timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    private Timer timer(int status) {
        return Timer.builder("http.server.requests")
                .description("time from the head of a request to its response")
                .tag("listener", listener)
                .tag("route", route)
                .tag("status", Integer.toString(status))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }
}
