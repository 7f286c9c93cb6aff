package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.LockSupport;

/** A listener on loopback with its own Vert.x. */
final class TestListener implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final HttpListener listener;
    private final Vertx vertx = BoundedTransport.on(Vertx.builder()).build();

    TestListener(ExchangeHandler handler) throws IOException {
        this(settings(), handler);
    }

    TestListener(ListenerSettings settings, ExchangeHandler handler) throws IOException {
        listener =
                HttpListener.start(
                        vertx, settings, new HttpMetrics(registry, "test"), (_, _) -> handler);
    }

    static ListenerSettings settings() {
        return ListenerSettings.plain(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .withClock(InstantSource.fixed(NOW));
    }

    RawHttpClient connect() throws IOException {
        return new RawHttpClient(listener.address());
    }

    /** One request on a connection of its own. */
    RawResponse exchange(String request) throws IOException {
        try (RawHttpClient client = connect()) {
            return client.send(request).receive();
        }
    }

    /** The value of a counter, by one of its tags. */
    double count(String name, String tag, String value) {
        var counter = registry.find(name).tag(tag, value).counter();
        return counter == null ? 0 : counter.count();
    }

    /** Waits until a counter has come to a value. */
    void awaitCount(String name, String tag, String value, double expected) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (count(name, tag, value) < expected && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(count(name, tag, value)).isEqualTo(expected);
    }

    @Override
    public void close() {
        listener.stop(Duration.ofSeconds(5));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
