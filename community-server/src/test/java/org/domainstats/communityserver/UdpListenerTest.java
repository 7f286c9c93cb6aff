package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.http.TrustedProxies;
import org.domainstats.model.DomainName;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Token;
import org.domainstats.registrations.RegistrationSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** The UDP listener at the level of bytes: the original clients first, then what ours add. */
class UdpListenerTest {

    /** The first label of the domain selects the outcome at the registry. */
    private static final RegistrationSource REGISTRY =
            (domain, trace) ->
                    switch (domain.firstLabel()) {
                        case "unregistered" -> new Unregistered(Source.RDAP);
                        case "undisclosed" -> new Undisclosed(null, Source.WHOIS);
                        case "unreachable" -> new Unreachable("down", null);
                        default -> TestCommunity.REGISTRY.fetch(domain, trace);
                    };

    private static final CommunitySettings QUICK =
            new CommunitySettings(
                    true,
                    DomainSuffixes.of(List.of("local", ".ARPA", "prohibited.com")),
                    3,
                    new CommunitySettings.Timeouts(Duration.ofSeconds(2), Duration.ofSeconds(2)),
                    new CommunitySettings.Rates(1_000, 1_000, 1_000),
                    TrustedProxies.NONE);

    /** As the original sends it. */
    private static final String CONFIG =
            "{\"action\": \"config\", \"database_version\": \"0.2\", \"software_version\": 0.1}";

    @TempDir private Path folder;
    private @Nullable TestCommunity community;

    private TestCommunity open(CommunitySettings settings) throws IOException {
        TestCommunity opened = new TestCommunity(folder, settings, REGISTRY);
        community = opened;
        return opened;
    }

    @AfterEach
    void close() {
        if (community != null) {
            community.close();
        }
    }

    private static String ask(TestCommunity community, String request) throws IOException {
        return new String(ask(community, request.getBytes(UTF_8), 10_000), UTF_8);
    }

    /** What comes back; nothing if nothing does. */
    private static byte[] ask(TestCommunity community, byte[] request, int millis)
            throws IOException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(InetAddress.getLoopbackAddress(), community.port);
            socket.setSoTimeout(millis);
            socket.send(new DatagramPacket(request, request.length));
            DatagramPacket reply = new DatagramPacket(new byte[32_768], 32_768);
            socket.receive(reply);
            return java.util.Arrays.copyOf(reply.getData(), reply.getLength());
        } catch (SocketTimeoutException e) {
            return new byte[0];
        }
    }

    private static String query(TestCommunity community, String domain) throws IOException {
        return ask(
                community,
                "{\"version\": \"0.2\", \"action\": \"query\", \"domain\": \"" + domain + "\"}");
    }

    @Test
    void originalClientGetsItsShapes() throws IOException {
        TestCommunity open = open(QUICK);
        assertThat(ask(open, "{\"action\": \"version\"}")).isEqualTo("{\"version\":\"0.0\"}");
        assertThat(
                        ask(
                                open,
                                "{\"action\": \"config\", \"database_version\": \"0.2\","
                                        + " \"software_version\": 0.1}"))
                .isEqualTo("{\"prohibited_tlds\":[\"local\",\"arpa\",\"prohibited.com\"]}");
        assertThat(
                        ask(
                                open,
                                "{\"action\": \"healthcheck\", \"memcache\": [7, 2, 0, 1, 1, 1, 1],"
                                        + " \"netstats\": [1, 2, 3, 4]}"))
                .isEqualTo("{\"interval\":30}");
        assertThat(open.server.health().withoutToken().get(InetAddress.ofLiteral("127.0.0.1")))
                .satisfies(report -> assertThat(report.answers()).containsExactly(1L, 2L, 3L, 4L));
        assertThat(query(open, "markbaggett.com"))
                .isEqualTo(
                        "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\","
                                + "\"other\":{}}");
        assertThat(query(open, "markbaggett.com"))
                .matches(
                        "\\{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"[-0-9]{10}"
                                + " [:0-9]{8}\",\"other\":\\{}}");
    }

    @Test
    void originalClientGetsOnlyFinalFacts() throws IOException {
        TestCommunity open = open(QUICK);
        assertThat(query(open, "unregistered.com"))
                .isEqualTo("{\"error\":\"not registered\",\"timeout\":60}");
        assertThat(query(open, "unreachable.com"))
                .isEqualTo("{\"error\":\"server busy\",\"timeout\":10}");
        assertThat(query(open, "undisclosed.com")).contains("\"seen_by_web\":\"UNAVAILABLE\"");
        assertThat(query(open, "co.uk")).contains("\"error\":\"a public suffix");
    }

    @Test
    void prohibitedNameIsRefusedHoweverItIsWritten() throws IOException {
        TestCommunity open = open(QUICK);
        for (String spelling :
                List.of(
                        "www.Prohibited.com",
                        "prohibited.com.",
                        "prohibited\u3002com",
                        "www\uff0eprohibited\uff0ecom\uff61",
                        "\uff50rohibited.com")) {
            assertThat(query(open, spelling)).contains("\"error\":\"prohibited\"");
        }
        assertThat(open.store.contacts().find(new DomainName("prohibited.com"))).isEmpty();
    }

    @Test
    void longQueryGetsAnError() throws IOException {
        TestCommunity open = open(QUICK);
        assertThat(query(open, "a".repeat(1_100) + ".com"))
                .isEqualTo("{\"error\":\"longer than 253 octets\",\"timeout\":0}");
    }

    /** Also after a restart, and although the answer is in memory. */
    @Test
    void replyWithoutRoomForFirstContactLeavesItToTheNext() throws IOException {
        TestCommunity open = open(QUICK);
        for (String domain : List.of("unregistered.com", "unreachable.com")) {
            assertThat(query(open, domain)).contains("\"error\":");
            assertThat(query(open, domain)).contains("\"error\":");
        }
        assertThat(ask(open, ours("AAAAAAAAAAAAAAAA", "unregistered.com")))
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"")
                .contains("\"status\":\"unregistered\"");
        open.close();
        TestCommunity again = open(QUICK);
        assertThat(ask(again, ours("BBBBBBBBBBBBBBBB", "unreachable.com")))
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"");
        for (String domain : List.of("unregistered.com", "unreachable.com")) {
            assertThat(ask(again, ours("CCCCCCCCCCCCCCCC", domain)))
                    .doesNotContain("FIRST-CONTACT")
                    .contains("\"seen_by_us\":\"20");
        }
    }

    @Test
    void updateGetsNoReplyAndChangesNoRegistration() throws IOException {
        TestCommunity open = open(QUICK);
        String update =
                "{\"action\": \"update\", \"timeout\": 10, \"data\": \"{\\\"domain_name\\\":"
                        + " \\\"lied.com\\\", \\\"creation_date\\\": \\\"1991-01-01 00:00:00\\\"}\"}";
        assertThat(ask(open, update.getBytes(UTF_8), 300)).isEmpty();
        assertThat(query(open, "lied.com"))
                .contains("\"seen_by_web\":\"2015-12-12 19:34:59\"")
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"");
    }

    @Test
    void repeatedQueryGetsTheSameReplyAndNoOtherDoes() throws IOException {
        TestCommunity open = open(QUICK);
        String mine = ours("AAAAAAAAAAAAAAAA", "example.com");
        String first = ask(open, mine);
        assertThat(first).contains("\"seen_by_us\":\"FIRST-CONTACT\"");
        assertThat(ask(open, ours("BBBBBBBBBBBBBBBB", "example.com")))
                .doesNotContain("FIRST-CONTACT");
        assertThat(ask(open, mine)).isEqualTo(first);
        open.close();
        TestCommunity again = open(QUICK);
        assertThat(ask(again, ours("CCCCCCCCCCCCCCCC", "example.com")))
                .doesNotContain("FIRST-CONTACT");
        assertThat(ask(again, mine)).isEqualTo(first);
    }

    private static String ours(String id, String domain) {
        return "{\"action\":\"query\",\"id\":\"%s\",\"version\":\"1.1\",\"domain\":\"%s\"}"
                .formatted(id, domain);
    }

    @Test
    void garbageIsNotAnswered() throws IOException {
        TestCommunity open = open(QUICK);
        for (byte[] garbage :
                List.of(
                        new byte[40_000],
                        "{\"action\":\"query\"".getBytes(UTF_8),
                        "GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8))) {
            assertThat(ask(open, garbage, 100)).isEmpty();
        }
        assertThat(query(open, "example.com")).contains("FIRST-CONTACT");
        assertThat(open.server.traffic().malformed()).isEqualTo(3);
    }

    @Test
    void burstIsAnsweredOneByOneWhateverIsAmongIt() throws IOException {
        TestCommunity open = open(QUICK);
        query(open, "example.com");
        Set<String> missing = new HashSet<>();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(InetAddress.getLoopbackAddress(), open.port);
            socket.setSoTimeout(10_000);
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 10; i++) {
                    String id = "burst-%02d%02d".formatted(round, i);
                    missing.add(id);
                    send(socket, ours(id, "example.com").getBytes(UTF_8));
                }
                // No more of the long ones than the kernel holds.
                for (int length : new int[] {0, 1, 32_768, 40_000}) {
                    send(socket, new byte[length]);
                }
                while (!missing.isEmpty()) {
                    missing.remove(receive(socket).substring(7, 17));
                }
            }
        }
        assertThat(query(open, "example.com")).contains("seen_by_us");
        assertThat(open.server.traffic().malformed()).isEqualTo(60);
    }

    private static String receive(DatagramSocket socket) throws IOException {
        DatagramPacket reply = new DatagramPacket(new byte[1_024], 1_024);
        socket.receive(reply);
        return new String(reply.getData(), 0, reply.getLength(), UTF_8);
    }

    private static void send(DatagramSocket socket, byte[] bytes) throws IOException {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    @Test
    void clientWithATokenIsAnsweredUnderItsKey() throws IOException {
        Token token =
                Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
        TestCommunity open = open(tokensOnly());
        byte[] request = ours("AAAAAAAAAAAAAAAA", "example.com").getBytes(UTF_8);
        byte[] reply = ask(open, Envelope.seal(request, token.key()), 10_000);
        assertThat(Envelope.open(reply, reply.length))
                .isInstanceOfSatisfying(
                        Envelope.Signed.class,
                        signed -> assertThat(signed.isSignedWith(token.key())).isTrue());
        Token forged = Token.random(new ClientId("a"), new SecureRandom());
        assertThat(text(ask(open, Envelope.seal(request, forged.key()), 10_000)))
                .isEqualTo("{\"error\":\"unknown client or wrong token: a\",\"timeout\":0}");
        assertThat(query(open, "example.com"))
                .isEqualTo(
                        "{\"error\":\"this community serves clients with a token"
                                + " only\",\"timeout\":0}");
        assertThat(ask(open, "{\"action\":\"config\"}")).contains("\"fatal_message\":\"this");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static CommunitySettings tokensOnly() {
        return new CommunitySettings(
                false,
                DomainSuffixes.NONE,
                3,
                QUICK.timeouts(),
                QUICK.rates(),
                TrustedProxies.NONE);
    }

    @Test
    void deniedClientGetsTheMessage() throws IOException {
        Files.writeString(
                folder.resolve("denied"), "# abuse\n127.0.0.0/8 write to abuse@example.com\n");
        TestCommunity open = open(QUICK);
        assertThat(ask(open, CONFIG)).contains("\"fatal_message\":\"write to abuse@example.com\"");
        assertThat(query(open, "example.com")).contains("\"error\":\"write to abuse@example.com\"");
    }

    @Test
    void strangerGetsASmallMultipleOfWhatItSentAtMost() throws IOException {
        Files.writeString(folder.resolve("denied"), "192.0.2.1 no\n");
        DomainSuffixes many =
                DomainSuffixes.of(
                        IntStream.range(0, 200)
                                .mapToObj("prohibited-%d.example"::formatted)
                                .toList());
        for (boolean anonymous : new boolean[] {true, false}) {
            TestCommunity open =
                    open(
                            new CommunitySettings(
                                    anonymous,
                                    many,
                                    3,
                                    QUICK.timeouts(),
                                    QUICK.rates(),
                                    TrustedProxies.NONE));
            for (String request :
                    List.of(
                            CONFIG,
                            "{\"action\":\"config\"}",
                            "{\"action\":\"config\",\"id\":\"AAAAAAAA\"}",
                            "{\"action\":\"version\"}",
                            "{\"action\":\"healthcheck\",\"memcache\":[],\"netstats\":[]}")) {
                String reply = ask(open, request);
                assertThat(reply).startsWith("{").endsWith("}");
                assertThat(reply.length()).isBetween(1, 3 * request.length());
            }
            open.close();
        }
        TestCommunity open = open(QUICK);
        String query = ours("AAAAAAAA", "a.com");
        assertThat(ask(open, query).length()).isBetween(1, 5 * query.length());
    }

    @Test
    void memberGetsTheWholeList() throws IOException {
        Token token =
                Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
        DomainSuffixes many =
                DomainSuffixes.of(
                        IntStream.range(0, 200)
                                .mapToObj("prohibited-%d.example"::formatted)
                                .toList());
        TestCommunity open =
                open(
                        new CommunitySettings(
                                true,
                                many,
                                3,
                                QUICK.timeouts(),
                                QUICK.rates(),
                                TrustedProxies.NONE));
        byte[] request = "{\"action\":\"config\",\"id\":\"AAAAAAAA\"}".getBytes(UTF_8);
        assertThat(text(ask(open, Envelope.seal(request, token.key()), 10_000)))
                .contains("\"prohibited-0.example\"")
                .contains("\"prohibited-199.example\"");
    }

    /** Somebody who recorded a member's datagram sends it as often as the member may send any. */
    @Test
    void replaysLeaveAMemberItsLimit() throws IOException {
        Token token =
                Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
        TestCommunity open =
                open(
                        new CommunitySettings(
                                false,
                                DomainSuffixes.NONE,
                                3,
                                QUICK.timeouts(),
                                new CommunitySettings.Rates(5, 1_000, 1_000),
                                TrustedProxies.NONE));
        byte[] recorded = sealed("AAAAAAAAAAAAAAAA", token);
        assertThat(ask(open, recorded, 10_000)).isNotEmpty();
        for (int i = 0; i < 100; i++) {
            var _ = ask(open, recorded, i < 9 ? 10_000 : 1);
        }
        assertThat(ask(open, sealed("BBBBBBBBBBBBBBBB", token), 10_000)).isNotEmpty();
    }

    private static byte[] sealed(String id, Token token) {
        return Envelope.seal(ours(id, "example.com").getBytes(UTF_8), token.key());
    }

    @Test
    void laterQueriesAreAnsweredFromMemory() throws IOException {
        TestCommunity open = open(QUICK);
        assertThat(ask(open, ours("AAAAAAAAAAAAAAAA", "example.com"))).contains("FIRST-CONTACT");
        // The first one after it reads whose claim it is.
        assertThat(ask(open, ours("BBBBBBBBBBBBBBBB", "example.com"))).contains("\"ok\"");
        for (int i = 0; i < 3; i++) {
            assertThat(ask(open, ours("CCCCCCCCCCCCCCC" + i, "example.com"))).contains("\"ok\"");
        }
        assertThat(open.server.traffic().cached()).isEqualTo(3);
    }

    @Test
    void allOfIpv4IsNotIpv6() throws IOException {
        InetAddress ipv6 = InetAddress.ofLiteral("::1");
        try (DatagramSocket probe = new DatagramSocket(0, ipv6)) {
            assertThat(probe.isBound()).isTrue();
        } catch (SocketException e) {
            assumeTrue(false, "this machine has no IPv6: " + e.getMessage());
        }
        int port = open(QUICK).server.listenUdp(new InetSocketAddress("0.0.0.0", 0));
        // Fails if the listener has it.
        try (DatagramSocket other = new DatagramSocket(port, ipv6)) {
            assertThat(other.getLocalPort()).isEqualTo(port);
        }
    }
}
