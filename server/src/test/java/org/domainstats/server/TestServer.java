package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.model.Age;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback, with a door for each of the two old dialects and a clock that stands. */
final class TestServer implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    static final Duration PATIENCE = Duration.ofSeconds(2);
    static final Instant BORN = Instant.parse("2015-12-12T19:34:59Z");

    final MemoryLookup lookup =
            new MemoryLookup(InstantSource.fixed(NOW))
                    .establish("google.com", 1)
                    .register(
                            "markbaggett.com",
                            new Registered(BORN, null, Precision.SECOND, null, Source.RDAP));
    final AtomicBoolean ready = new AtomicBoolean(true);
    final AtomicInteger askedIfReady = new AtomicInteger();
    private final DomainServer server;
    private final List<InetSocketAddress> addresses;

    TestServer() {
        this(Access.OPEN);
    }

    TestServer(Access access) {
        this(access, HttpService.MOST_WORK);
    }

    TestServer(Access access, int mostWork) {
        server = another(access, mostWork);
        addresses =
                server.start(
                        List.of(
                                new ListenerSettings(loopback(), Dialect.ORIGINAL),
                                new ListenerSettings(loopback(), Dialect.DOMAIN_STATS)));
    }

    /** A second server with the same look-up, not started. */
    DomainServer another() {
        return another(Access.OPEN, HttpService.MOST_WORK);
    }

    private DomainServer another(Access access, int mostWork) {
        InstantSource clock = InstantSource.fixed(NOW);
        Formats formats = new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT);
        AnswerHandler answers = new AnswerHandler(lookup, formats, PATIENCE, clock);
        Routes routes = new Routes(answers, access, this::isReady);
        return new DomainServer(new HttpService(routes, new HttpDate(clock), mostWork));
    }

    private boolean isReady() {
        askedIfReady.incrementAndGet();
        return ready.get();
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

    RawClient connect() throws IOException {
        return new RawClient(address());
    }

    /** One GET on a connection of its own. */
    RawClient.Received get(String target) throws IOException {
        return get(address(), target);
    }

    RawClient.Received get(InetSocketAddress door, String target) throws IOException {
        try (RawClient client = new RawClient(door)) {
            return client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n").receive();
        }
    }

    void stop(Duration within) {
        server.stop(within);
    }

    @Override
    public void close() {
        server.stop(Duration.ofSeconds(5));
    }
}
