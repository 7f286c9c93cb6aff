package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.ClientKey;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.Request;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;

class CommunityClientTest {

    private static final DomainName SITE = new DomainName("example.com");
    private static final Instant CREATED = Instant.parse("2015-12-12T19:34:59Z");
    private static final String YOUNG =
            "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\",\"other\":{},"
                    + "\"version\":\"1.17\",\"source\":\"rdap\"}";
    private static final String OLD = YOUNG.replace("2015", "1995");

    private final Token token = Token.random(new ClientId("sensor-1"), new SecureRandom());
    private final List<FeedVersion> versions = new ArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable closeable : open.reversed()) {
            closeable.close();
        }
    }

    private ScriptedServer server(Function<Request.Understood, List<byte[]>> script)
            throws IOException {
        ScriptedServer server = new ScriptedServer(script);
        open.add(server);
        return server;
    }

    private ScriptedServer answering(Function<Request.Query, List<byte[]>> script)
            throws IOException {
        return server(ScriptedServer.terms(script));
    }

    private CommunityClient client(CommunityAddress address, @Nullable Token with, int millis) {
        CommunityClient client =
                CommunityClient.of(
                        new Connection(address, with, Duration.ofMillis(millis), null),
                        new Self(
                                "1.0.0",
                                () -> new FeedVersion(1, 16),
                                () -> new Self.Figures(List.of(7L, 2L), List.of(1L)),
                                versions::add));
        open.add(client);
        client.start();
        return client;
    }

    @Test
    void answerOfTheServerIsTold() throws Exception {
        ScriptedServer server = answering(query -> List.of(ScriptedServer.reply(query, YOUNG)));
        Reply reply = client(server.address(), null, 5_000).ask(SITE);
        assertThat(reply).isInstanceOf(Reply.Told.class);
        Reply.Told told = (Reply.Told) reply;
        assertThat(told.byUs()).isInstanceOf(Sighting.FirstContact.class);
        assertThat(told.registration())
                .isEqualTo(new Registered(CREATED, null, Precision.SECOND, null, Source.COMMUNITY));
        assertThat(versions).containsExactly(new FeedVersion(1, 17));
    }

    /** Each of them would make a young domain look old. */
    @Test
    void forgedRepliesChangeNothing() throws Exception {
        ClientKey other = Token.random(token.client(), new SecureRandom()).key();
        ScriptedServer server =
                server(
                        request ->
                                ScriptedServer.terms(query -> lies(query, other))
                                        .apply(request)
                                        .stream()
                                        .flatMap(bytes -> signTerms(request, bytes))
                                        .toList());
        Reply reply = client(server.address(), token, 5_000).ask(SITE);
        assertThat(((Reply.Told) reply).registration())
                .isEqualTo(new Registered(CREATED, null, Precision.SECOND, null, Source.COMMUNITY));
    }

    private Stream<byte[]> signTerms(Request.Understood request, byte[] bytes) {
        return Stream.of(
                request instanceof Request.Query ? bytes : Envelope.seal(bytes, token.key()));
    }

    private List<byte[]> lies(Request.Query query, ClientKey other) {
        byte[] lie = ScriptedServer.reply(query, OLD);
        byte[] truth = Envelope.seal(ScriptedServer.reply(query, YOUNG), token.key());
        byte[] changed =
                new String(truth, StandardCharsets.ISO_8859_1)
                        .replace("2015", "1995")
                        .getBytes(StandardCharsets.ISO_8859_1);
        MessageId stranger = MessageId.random(new SecureRandom());
        return List.of(
                lie,
                Envelope.seal(lie, other),
                changed,
                Envelope.seal(ScriptedServer.withId(stranger, OLD), token.key()),
                Arrays.copyOf(truth, truth.length - 20),
                new byte[0],
                new byte[40_000],
                "{\"seen".getBytes(StandardCharsets.UTF_8),
                truth);
    }

    @Test
    void onlyForgedRepliesAreNoAnswer() throws Exception {
        ScriptedServer server =
                server(
                        request ->
                                request instanceof Request.Query query
                                        ? List.of(ScriptedServer.reply(query, OLD))
                                        : List.of(
                                                Envelope.seal(
                                                        ScriptedServer.terms(q -> List.of())
                                                                .apply(request)
                                                                .getFirst(),
                                                        token.key())));
        CommunityClient client = client(server.address(), token, 700);
        assertThat(client.ask(SITE)).isInstanceOf(Reply.Silent.class);
    }

    @Test
    void reasonHelpsWhoeverHasAWrongToken() throws Exception {
        ScriptedServer server =
                server(
                        request ->
                                List.of(
                                        ScriptedServer.reply(
                                                request, "{\"error\":\"unknown client\"}")));
        CommunityClient client = client(server.address(), token, 300);
        assertThat(client.ask(SITE)).isInstanceOf(Reply.Silent.class);
        assertThat(client.trouble()).isNotNull();
    }

    @Test
    void lostAnswerIsAskedForWithTheSameId() throws Exception {
        AtomicInteger times = new AtomicInteger();
        ScriptedServer server =
                answering(
                        query ->
                                times.incrementAndGet() < 6
                                        ? List.of()
                                        : List.of(ScriptedServer.reply(query, YOUNG)));
        CommunityClient client = client(server.address(), null, 700);
        Reply reply = client.ask(SITE);
        while (reply instanceof Reply.Silent) {
            reply = client.ask(SITE);
        }
        assertThat(queries(server).distinct()).hasSize(1);
        assertThat(queries(server).count()).isGreaterThanOrEqualTo(6);
    }

    private static Stream<String> queries(ScriptedServer server) {
        return server.received().stream().filter(text -> text.contains("\"query\""));
    }

    @Test
    void hostsOfOneSiteShareAQuestion() throws Exception {
        CountDownLatch bothAsked = new CountDownLatch(1);
        ScriptedServer server = answering(query -> List.of(ScriptedServer.reply(query, YOUNG)));
        CommunityClient client = client(server.address(), null, 5_000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                replies.add(
                        threads.submit(
                                () -> {
                                    bothAsked.await();
                                    return client.ask(SITE);
                                }));
            }
            bothAsked.countDown();
            for (Future<Reply> reply : replies) {
                assertThat(reply.get()).isInstanceOf(Reply.Told.class);
            }
        }
    }

    /** The original's server writes some with a dot, some without. */
    @ParameterizedTest
    @ValueSource(strings = {"printer.local", "plans.secret", "secret"})
    void prohibitedNamesNeverLeave(String name) throws Exception {
        ScriptedServer server = answering(query -> List.of(ScriptedServer.reply(query, YOUNG)));
        CommunityClient client = client(server.address(), null, 5_000);
        assertThat(client.ask(new DomainName(name))).isInstanceOf(Reply.Silent.class);
        assertThat(client.ask(SITE)).isInstanceOf(Reply.Told.class);
        assertThat(queries(server)).hasSize(1).allMatch(text -> text.contains("example.com"));
    }

    @Test
    void onlyTheMembersOfTheProtocolLeave() throws Exception {
        ScriptedServer server = answering(query -> List.of(ScriptedServer.reply(query, YOUNG)));
        CommunityClient client = client(server.address(), null, 5_000);
        assertThat(client.ask(SITE)).isInstanceOf(Reply.Told.class);
        String id = "\"id\":\"[A-Za-z0-9_-]{16}\"";
        assertThat(server.received())
                .allMatch(
                        text ->
                                text.matches(
                                                "\\{\"action\":\"config\","
                                                        + id
                                                        + ",\"database_version\":\"1.16\","
                                                        + "\"software_version\":\"1.0.0\"}")
                                        || text.matches(
                                                "\\{\"action\":\"healthcheck\","
                                                        + id
                                                        + ",\"memcache\":\\[7,2],\"netstats\":\\[1]}")
                                        || text.matches(
                                                "\\{\"action\":\"query\","
                                                        + id
                                                        + ",\"version\":\"1.16\","
                                                        + "\"domain\":\"example.com\"}"));
    }

    @Test
    void refusedClientStopsAskingAndSaysWhy() throws Exception {
        ScriptedServer server =
                server(
                        request ->
                                List.of(
                                        ScriptedServer.reply(
                                                request,
                                                "{\"prohibited_tlds\":[],\"fatal_message\":\"pay up\"}")));
        CommunityClient client = client(server.address(), null, 5_000);
        assertThat(client.ask(SITE).toString()).contains("pay up");
        assertThat(client.trouble()).contains("pay up");
        assertThat(queries(server)).isEmpty();
    }

    @Test
    void serverThatRefusesIsNotTakenForDead() throws Exception {
        ScriptedServer server =
                answering(
                        query ->
                                List.of(
                                        ScriptedServer.reply(
                                                query,
                                                "{\"error\":\"server busy\",\"timeout\":1}")));
        CommunityClient client = client(server.address(), null, 5_000);
        for (int i = 0; i < 10; i++) {
            assertThat(client.ask(SITE).toString()).contains("server busy");
        }
        assertThat(client.trouble()).isNull();
    }

    @Test
    void hangingServerCostsItsDeadlineAFewTimesThenNothing() throws Exception {
        ScriptedServer server = answering(query -> List.of());
        CommunityClient client = client(server.address(), null, 200);
        for (int i = 0; i < 3; i++) {
            assertThat(client.ask(new DomainName("site-" + i + ".com")))
                    .isInstanceOf(Reply.Silent.class);
        }
        long before = queries(server).count();
        long start = System.nanoTime();
        for (int i = 0; i < 1_000; i++) {
            assertThat(client.ask(new DomainName("more-" + i + ".com")))
                    .isInstanceOf(Reply.Silent.class);
        }
        // A few may go out to see whether it lives; a thousand deadlines would be 200 s.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(queries(server).count() - before).isLessThan(100);
        assertThat(client.trouble()).contains("does not answer");
    }

    @Test
    void deadServerIsSilenceWithinTheDeadline() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommunityClient client =
                client(CommunityAddress.parse("udp://127.0.0.1:" + port), null, 300);
        long start = System.nanoTime();
        assertThat(client.ask(SITE)).isInstanceOf(Reply.Silent.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void serverThatComesBackIsAskedAgain() throws Exception {
        AtomicInteger times = new AtomicInteger();
        ScriptedServer server =
                answering(
                        query ->
                                times.incrementAndGet() <= 6
                                        ? List.of()
                                        : List.of(ScriptedServer.reply(query, YOUNG)));
        CommunityClient client = client(server.address(), null, 150);
        Reply reply = client.ask(SITE);
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (reply instanceof Reply.Silent && System.nanoTime() < end) {
            Thread.onSpinWait();
            reply = client.ask(SITE);
        }
        assertThat(reply).isInstanceOf(Reply.Told.class);
    }
}
