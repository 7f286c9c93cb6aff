package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
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
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

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

    @Test
    void originalClientGetsItsShapes() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        assertThat(CommunityDatagrams.ask(open, "{\"action\": \"version\"}"))
                .isEqualTo("{\"version\":\"0.0\"}");
        assertThat(
                        CommunityDatagrams.ask(
                                open,
                                "{\"action\": \"config\", \"database_version\": \"0.2\","
                                        + " \"software_version\": 0.1}"))
                .isEqualTo("{\"prohibited_tlds\":[\"local\",\"arpa\",\"prohibited.com\"]}");
        assertThat(
                        CommunityDatagrams.ask(
                                open,
                                "{\"action\": \"healthcheck\", \"memcache\": [7, 2, 0, 1, 1, 1, 1],"
                                        + " \"netstats\": [1, 2, 3, 4]}"))
                .isEqualTo("{\"interval\":30}");
        assertThat(open.server.health().withoutToken().get(InetAddress.ofLiteral("127.0.0.1")))
                .satisfies(report -> assertThat(report.answers()).containsExactly(1L, 2L, 3L, 4L));
        assertThat(CommunityDatagrams.query(open, "markbaggett.com"))
                .isEqualTo(
                        "{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"FIRST-CONTACT\","
                                + "\"other\":{}}");
        assertThat(CommunityDatagrams.query(open, "markbaggett.com"))
                .matches(
                        "\\{\"seen_by_web\":\"2015-12-12 19:34:59\",\"seen_by_us\":\"[-0-9]{10}"
                                + " [:0-9]{8}\",\"other\":\\{}}");
    }

    @Test
    void originalClientGetsOnlyFinalFacts() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        assertThat(CommunityDatagrams.query(open, "unregistered.com"))
                .isEqualTo("{\"error\":\"not registered\",\"timeout\":60}");
        assertThat(CommunityDatagrams.query(open, "unreachable.com"))
                .isEqualTo("{\"error\":\"server busy\",\"timeout\":10}");
        assertThat(CommunityDatagrams.query(open, "undisclosed.com"))
                .contains("\"seen_by_web\":\"UNAVAILABLE\"");
        assertThat(CommunityDatagrams.query(open, "co.uk")).contains("\"error\":\"a public suffix");
    }

    @Test
    void prohibitedNameIsRefusedHoweverItIsWritten() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        for (String spelling :
                List.of(
                        "www.Prohibited.com",
                        "prohibited.com.",
                        "prohibited\u3002com",
                        "www\uff0eprohibited\uff0ecom\uff61",
                        "\uff50rohibited.com")) {
            assertThat(CommunityDatagrams.query(open, spelling))
                    .contains("\"error\":\"prohibited\"");
        }
        assertThat(open.store.contacts().find(new DomainName("prohibited.com"))).isEmpty();
    }

    @Test
    void longQueryGetsAnError() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        assertThat(CommunityDatagrams.query(open, "a".repeat(1_100) + ".com"))
                .isEqualTo("{\"error\":\"longer than 253 octets\",\"timeout\":0}");
    }

    /** Also after a restart, and although the answer is in memory. */
    @Test
    void replyWithoutRoomForFirstContactLeavesItToTheNext() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        for (String domain : List.of("unregistered.com", "unreachable.com")) {
            assertThat(CommunityDatagrams.query(open, domain)).contains("\"error\":");
            assertThat(CommunityDatagrams.query(open, domain)).contains("\"error\":");
        }
        assertThat(
                        CommunityDatagrams.ask(
                                open,
                                CommunityDatagrams.ours("AAAAAAAAAAAAAAAA", "unregistered.com")))
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"")
                .contains("\"status\":\"unregistered\"");
        open.close();
        TestCommunity again = open(TestCommunity.OPEN_TO_ALL);
        assertThat(
                        CommunityDatagrams.ask(
                                again,
                                CommunityDatagrams.ours("BBBBBBBBBBBBBBBB", "unreachable.com")))
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"");
        for (String domain : List.of("unregistered.com", "unreachable.com")) {
            assertThat(
                            CommunityDatagrams.ask(
                                    again, CommunityDatagrams.ours("CCCCCCCCCCCCCCCC", domain)))
                    .doesNotContain("FIRST-CONTACT")
                    .contains("\"seen_by_us\":\"20");
        }
    }

    @Test
    void updateGetsNoReplyAndChangesNoRegistration() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        String update =
                "{\"action\": \"update\", \"timeout\": 10, \"data\": \"{\\\"domain_name\\\":"
                        + " \\\"lied.com\\\", \\\"creation_date\\\": \\\"1991-01-01 00:00:00\\\"}\"}";
        assertThat(CommunityDatagrams.ask(open, update.getBytes(UTF_8), 300)).isEmpty();
        assertThat(CommunityDatagrams.query(open, "lied.com"))
                .contains("\"seen_by_web\":\"2015-12-12 19:34:59\"")
                .contains("\"seen_by_us\":\"FIRST-CONTACT\"");
    }

    @Test
    void repeatedQueryGetsTheSameReplyAndNoOtherDoes() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        String mine = CommunityDatagrams.ours("AAAAAAAAAAAAAAAA", "example.com");
        String first = CommunityDatagrams.ask(open, mine);
        assertThat(first).contains("\"seen_by_us\":\"FIRST-CONTACT\"");
        assertThat(
                        CommunityDatagrams.ask(
                                open, CommunityDatagrams.ours("BBBBBBBBBBBBBBBB", "example.com")))
                .doesNotContain("FIRST-CONTACT");
        assertThat(CommunityDatagrams.ask(open, mine)).isEqualTo(first);
        open.close();
        TestCommunity again = open(TestCommunity.OPEN_TO_ALL);
        assertThat(
                        CommunityDatagrams.ask(
                                again, CommunityDatagrams.ours("CCCCCCCCCCCCCCCC", "example.com")))
                .doesNotContain("FIRST-CONTACT");
        assertThat(CommunityDatagrams.ask(again, mine)).isEqualTo(first);
    }

    @Test
    void garbageIsNotAnswered() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        for (byte[] garbage :
                List.of(
                        new byte[40_000],
                        "{\"action\":\"query\"".getBytes(UTF_8),
                        "GET / HTTP/1.0\r\n\r\n".getBytes(UTF_8))) {
            assertThat(CommunityDatagrams.ask(open, garbage, 100)).isEmpty();
        }
        assertThat(CommunityDatagrams.query(open, "example.com")).contains("FIRST-CONTACT");
        assertThat(open.server.traffic().malformed()).isEqualTo(3);
    }

    @Test
    void burstIsAnsweredOneByOneWhateverIsAmongIt() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        CommunityDatagrams.query(open, "example.com");
        Set<String> missing = new HashSet<>();
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.connect(InetAddress.getLoopbackAddress(), open.port);
            socket.setSoTimeout(60_000);
            for (int round = 0; round < 20; round++) {
                for (int i = 0; i < 10; i++) {
                    String id = "burst-%02d%02d".formatted(round, i);
                    missing.add(id);
                    send(socket, CommunityDatagrams.ours(id, "example.com").getBytes(UTF_8));
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
        assertThat(CommunityDatagrams.query(open, "example.com")).contains("seen_by_us");
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
    void laterQueriesAreAnsweredFromMemory() throws IOException {
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        assertThat(
                        CommunityDatagrams.ask(
                                open, CommunityDatagrams.ours("AAAAAAAAAAAAAAAA", "example.com")))
                .contains("FIRST-CONTACT");
        // The first one after it reads whose claim it is.
        assertThat(
                        CommunityDatagrams.ask(
                                open, CommunityDatagrams.ours("BBBBBBBBBBBBBBBB", "example.com")))
                .contains("\"ok\"");
        for (int i = 0; i < 3; i++) {
            assertThat(
                            CommunityDatagrams.ask(
                                    open,
                                    CommunityDatagrams.ours("CCCCCCCCCCCCCCC" + i, "example.com")))
                    .contains("\"ok\"");
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
        int port =
                open(TestCommunity.OPEN_TO_ALL)
                        .server
                        .listenUdp(new InetSocketAddress("0.0.0.0", 0));
        // Fails if the listener has it.
        try (DatagramSocket other = new DatagramSocket(port, ipv6)) {
            assertThat(other.getLocalPort()).isEqualTo(port);
        }
    }
}
