package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.http.TrustedProxies;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.Token;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;

/** Who is answered over UDP: members with their tokens, strangers, and whom the operator denies. */
class UdpAccessTest {

    /** As the original sends it. */
    private static final String CONFIG =
            "{\"action\": \"config\", \"database_version\": \"0.2\", \"software_version\": 0.1}";

    @TempDir private Path folder;
    private @Nullable TestCommunity community;

    private TestCommunity open(CommunitySettings settings) throws IOException {
        TestCommunity opened = new TestCommunity(folder, settings, TestCommunity.REGISTRY);
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
    void clientWithATokenIsAnsweredUnderItsKey() throws IOException {
        Token token =
                Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
        TestCommunity open = open(tokensOnly());
        byte[] request = CommunityDatagrams.ours("AAAAAAAAAAAAAAAA", "example.com").getBytes(UTF_8);
        byte[] reply = CommunityDatagrams.ask(open, Envelope.seal(request, token.key()), 10_000);
        assertThat(Envelope.open(reply, reply.length))
                .isInstanceOfSatisfying(
                        Envelope.Signed.class,
                        signed -> assertThat(signed.isSignedWith(token.key())).isTrue());
        Token forged = Token.random(new ClientId("a"), new SecureRandom());
        assertThat(text(CommunityDatagrams.ask(open, Envelope.seal(request, forged.key()), 10_000)))
                .isEqualTo("{\"error\":\"unknown client or wrong token: a\",\"timeout\":0}");
        assertThat(CommunityDatagrams.query(open, "example.com"))
                .isEqualTo(
                        "{\"error\":\"this community serves clients with a token"
                                + " only\",\"timeout\":0}");
        assertThat(CommunityDatagrams.ask(open, "{\"action\":\"config\"}"))
                .contains("\"fatal_message\":\"this");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static CommunitySettings tokensOnly() {
        return new CommunitySettings(
                false,
                DomainSuffixes.NONE,
                3,
                TestCommunity.OPEN_TO_ALL.timeouts(),
                TestCommunity.OPEN_TO_ALL.rates(),
                TrustedProxies.NONE);
    }

    @Test
    void deniedClientGetsTheMessage() throws IOException {
        Files.writeString(
                folder.resolve("denied"), "# abuse\n127.0.0.0/8 write to abuse@example.com\n");
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        assertThat(CommunityDatagrams.ask(open, CONFIG))
                .contains("\"fatal_message\":\"write to abuse@example.com\"");
        assertThat(CommunityDatagrams.query(open, "example.com"))
                .contains("\"error\":\"write to abuse@example.com\"");
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
                                    TestCommunity.OPEN_TO_ALL.timeouts(),
                                    TestCommunity.OPEN_TO_ALL.rates(),
                                    TrustedProxies.NONE));
            for (String request :
                    List.of(
                            CONFIG,
                            "{\"action\":\"config\"}",
                            "{\"action\":\"config\",\"id\":\"AAAAAAAA\"}",
                            "{\"action\":\"version\"}",
                            "{\"action\":\"healthcheck\",\"memcache\":[],\"netstats\":[]}")) {
                String reply = CommunityDatagrams.ask(open, request);
                assertThat(reply).startsWith("{").endsWith("}");
                assertThat(reply.length()).isBetween(1, 3 * request.length());
            }
            open.close();
        }
        TestCommunity open = open(TestCommunity.OPEN_TO_ALL);
        String query = CommunityDatagrams.ours("AAAAAAAA", "a.com");
        assertThat(CommunityDatagrams.ask(open, query).length()).isBetween(1, 5 * query.length());
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
                                TestCommunity.OPEN_TO_ALL.timeouts(),
                                TestCommunity.OPEN_TO_ALL.rates(),
                                TrustedProxies.NONE));
        byte[] request = "{\"action\":\"config\",\"id\":\"AAAAAAAA\"}".getBytes(UTF_8);
        assertThat(text(CommunityDatagrams.ask(open, Envelope.seal(request, token.key()), 10_000)))
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
                                TestCommunity.OPEN_TO_ALL.timeouts(),
                                new CommunitySettings.Rates(5, 1_000, 1_000),
                                TrustedProxies.NONE));
        byte[] recorded = sealed("AAAAAAAAAAAAAAAA", token);
        assertThat(CommunityDatagrams.ask(open, recorded, 10_000)).isNotEmpty();
        for (int i = 0; i < 100; i++) {
            var _ = CommunityDatagrams.ask(open, recorded, i < 9 ? 10_000 : 1);
        }
        assertThat(CommunityDatagrams.ask(open, sealed("BBBBBBBBBBBBBBBB", token), 10_000))
                .isNotEmpty();
    }

    private static byte[] sealed(String id, Token token) {
        return Envelope.seal(
                CommunityDatagrams.ours(id, "example.com").getBytes(UTF_8), token.key());
    }
}
