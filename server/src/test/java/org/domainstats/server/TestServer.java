package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;

import org.domainstats.access.Authenticator;
import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.http.ListenerSettings;
import org.domainstats.model.Age;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** A server on loopback, with a port for each of the two old dialects and a clock that stands. */
final class TestServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final InstantSource CLOCK = InstantSource.fixed(NOW);
    static final Duration TIMEOUT = Duration.ofSeconds(60);
    static final Instant BORN = Instant.parse("2015-12-12T19:34:59Z");

    final MemoryLookup lookup =
            new MemoryLookup(InstantSource.fixed(NOW))
                    .establish("google.com", 1)
                    .register(
                            "markbaggett.com",
                            new Registered(BORN, null, Precision.SECOND, null, Source.RDAP));
    final AtomicBoolean ready = new AtomicBoolean(true);
    final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx = Vertx.vertx();
    private final DomainServer server;
    private final List<InetSocketAddress> addresses;

    TestServer() {
        this(Authenticator.OPEN);
    }

    TestServer(Authenticator authenticator) {
        this(authenticator, QueryExecutor.MOST_QUERIES);
    }

    TestServer(Authenticator authenticator, int mostWork) {
        this(Api.of(authenticator), mostWork);
    }

    TestServer(Api api, int mostWork) {
        server = another(api, mostWork);
        addresses =
                server.start(
                        List.of(
                                port(loopback(), Dialect.ORIGINAL),
                                port(loopback(), Dialect.DOMAIN_STATS)));
    }

    /** A second server with the same look-up, not started. */
    DomainServer another() {
        return another(Api.of(Authenticator.OPEN), QueryExecutor.MOST_QUERIES);
    }

    private DomainServer another(Api api, int mostQueries) {
        Formats formats = new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT);
        AnswerHandler answers = new AnswerHandler(lookup, formats, TIMEOUT, CLOCK);
        return new DomainServer(
                vertx,
                meters,
                new QueryExecutor(answers, mostQueries),
                answers,
                api,
                new Readiness(this::problem, Duration.ofMillis(20)));
    }

    static ServerPort port(InetSocketAddress address, Dialect dialect) {
        return new ServerPort(ListenerSettings.plain(address).withClock(CLOCK), dialect);
    }

    private Optional<String> problem() {
        return ready.get() ? Optional.empty() : Optional.of("as asked for");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    InetSocketAddress address() {
        return addresses.getFirst();
    }

    InetSocketAddress domainStatsAddress() {
        return addresses.getLast();
    }

    RawHttpClient connect() throws IOException {
        return new RawHttpClient(address());
    }

    /** One GET on a connection of its own. */
    RawResponse get(String target) throws IOException {
        return get(address(), target);
    }

    RawResponse get(InetSocketAddress address, String target) throws IOException {
        try (RawHttpClient client = new RawHttpClient(address)) {
            return client.send("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n").receive();
        }
    }

    /** Waits until the server has seen the end of every connection. */
    void awaitNoConnections() {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (connections() > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(1_000_000);
        }
        assertThat(connections()).isZero();
    }

    private double connections() {
        return meters.get("http.server.connections").gauges().stream()
                .mapToDouble(Gauge::value)
                .sum();
    }

    void stop(Duration within) {
        server.stop(within);
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(5));
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
