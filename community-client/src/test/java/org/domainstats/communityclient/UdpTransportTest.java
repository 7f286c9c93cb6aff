package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.CircuitBreaker;
import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.FeedVersion;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.MessageId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The socket of a client: where it leads, and what is left of it. */
class UdpTransportTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final ScriptedFixture fixture = new ScriptedFixture();

    @AfterEach
    void close() throws Exception {
        fixture.close();
    }

    private static UdpTransport transport(UdpTransport.Resolver resolver) {
        return new UdpTransport(
                new CommunityAddress.Udp("community.example", 4100),
                resolver,
                new ReplyVerification(null, InstantSource.system()));
    }

    private static CommunityClient client(UdpTransport transport) {
        SecureRandom random = new SecureRandom();
        CommunitySession session =
                new CommunitySession(
                        transport,
                        new ClientDescription(
                                "1.0.0",
                                () -> new FeedVersion(1, 16),
                                () -> ClientDescription.Figures.NONE,
                                _ -> {
                                    throw new IllegalStateException("the feed is closed");
                                }),
                        new CircuitBreaker(CommunitySession.BREAKER, System::nanoTime, random),
                        random,
                        Duration.ofMillis(300));
        return new CommunityClient(
                session,
                new UnansweredQueries(random, System::nanoTime),
                new ReplyInterpreter(InstantSource.system()),
                Duration.ofMillis(300));
    }

    private ScriptedServer answering() throws Exception {
        return fixture.answering(
                query -> List.of(ScriptedServer.reply(query, ScriptedFixture.YOUNG)));
    }

    private static InetSocketAddress address(ScriptedServer server) throws Exception {
        int port = ((CommunityAddress.Udp) server.address()).port();
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Test
    void serverThatMovedWhileItWasDownIsFound() throws Exception {
        ScriptedServer first = answering();
        AtomicReference<InetSocketAddress> now = new AtomicReference<>(address(first));
        try (CommunityClient client = client(transport(_ -> now.get()))) {
            client.start();
            awaitTrue(() -> client.ask(ScriptedFixture.SITE) instanceof Reply.Known);
            first.close();
            awaitTrue(() -> ask(client) && client.problem() != null);
            // The name leads to the old address for a while after the client has noticed.
            for (int i = 0; i < 10; i++) {
                assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.NoReply.class);
            }
            now.set(address(answering()));
            awaitTrue(() -> client.ask(ScriptedFixture.SITE) instanceof Reply.Known);
        }
    }

    private static boolean ask(CommunityClient client) {
        return client.ask(ScriptedFixture.SITE) instanceof Reply.NoReply;
    }

    /** The consumer of feed versions throws in this client, and the reply counts all the same. */
    @Test
    void failureBehindTheReplyCostsNobodyTheFirstContact() throws Exception {
        InetSocketAddress server = address(answering());
        try (CommunityClient client = client(transport(_ -> server))) {
            client.start();
            awaitTrue(() -> client.ask(ScriptedFixture.SITE) instanceof Reply.Known);
        }
    }

    @Test
    void unexpectedExceptionIsNoReply() throws Exception {
        InetSocketAddress server = address(answering());
        AtomicReference<UdpTransport.Resolver> resolver = new AtomicReference<>(_ -> server);
        UdpTransport transport = transport(udp -> resolver.get().resolve(udp));
        try (CommunityClient client = client(transport)) {
            client.start();
            awaitTrue(() -> client.ask(ScriptedFixture.SITE) instanceof Reply.Known);
            resolver.set(_ -> InetSocketAddress.createUnresolved("community.example", 4100));
            transport.reconnect();
            assertThat(client.ask(ScriptedFixture.SITE).toString()).contains("exchange failed");
        }
    }

    @Test
    void noSocketAndNoThreadIsLeftBehind() throws Exception {
        InetSocketAddress server = address(answering());
        UdpTransport transport = transport(_ -> server);
        Random random = new Random(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 200; i++) {
                MessageId id = MessageId.random(random);
                threads.execute(
                        () ->
                                transport.exchange(
                                        new CommunityRequest.Version(id), Duration.ofMillis(1)));
                threads.execute(transport::reconnect);
            }
            threads.execute(transport::close);
        }
        String name = "community-udp-" + server.getPort();
        awaitTrue(
                () ->
                        Thread.getAllStackTraces().keySet().stream()
                                .noneMatch(thread -> thread.getName().equals(name)));
        assertThat(
                        transport.exchange(
                                new CommunityRequest.Version(MessageId.random(random)),
                                Duration.ofMillis(1)))
                .isInstanceOf(ReceivedReply.None.class);
    }

    private static void awaitTrue(BooleanSupplier condition) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
        }
    }
}
