package org.domainstats.communityserver;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.model.DomainName;
import org.domainstats.model.DomainSuffixes;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.protocol.Action;
import org.domainstats.protocol.ClientId;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.Envelope;
import org.domainstats.protocol.ReplyCodec;
import org.domainstats.protocol.Token;
import org.domainstats.registrations.RegistrationRequest;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Datagrams that somebody else recorded, forged or made odd on purpose. */
class HostileDatagramsTest {

    private static final String CONFIG = "{\"action\":\"config\",\"id\":\"AAAAAAAA\"%s}";

    private final BlockingQueue<RegistrationRequest> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch goOn = new CountDownLatch(1);

    @TempDir private Path folder;
    private @Nullable TestCommunity community;

    /** Knows {@code slow.com} once it may go on, and others at once. */
    private final class Registry implements RegistrationSource {

        @Override
        public RegistrationOutcome fetch(DomainName domain, Trace trace) {
            throw new IllegalStateException("asked without a client");
        }

        @Override
        public RegistrationOutcome fetch(RegistrationRequest request, Trace trace) {
            asked.add(request);
            boolean slow = request.domain().ascii().equals("slow.com");
            try {
                if (slow && !goOn.await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("never went on");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Instant registered =
                    Instant.parse(slow ? "2001-01-01T00:00:00Z" : "2016-06-06T00:00:00Z");
            return new Registered(registered, null, Precision.SECOND, null, Source.RDAP);
        }
    }

    private TestCommunity open(DomainSuffixes prohibited) throws IOException {
        TestCommunity opened =
                new TestCommunity(
                        folder,
                        new CommunitySettings(
                                true,
                                prohibited,
                                3,
                                TestCommunity.OPEN_TO_ALL.timeouts(),
                                TestCommunity.OPEN_TO_ALL.rates(),
                                TestCommunity.OPEN_TO_ALL.proxies()),
                        new Registry());
        community = opened;
        return opened;
    }

    @AfterEach
    void close() {
        goOn.countDown();
        if (community != null) {
            community.close();
        }
    }

    private Token member() throws IOException {
        return Members.open(folder.resolve("clients")).add(new ClientId("a"), new SecureRandom());
    }

    private static DomainSuffixes many(int count) {
        return DomainSuffixes.of(
                IntStream.range(0, count).mapToObj("p%d.example"::formatted).toList());
    }

    private static String text(byte[] bytes) {
        return new String(bytes, UTF_8);
    }

    private static byte[] askFrom(String source, TestCommunity to, byte[] request)
            throws IOException {
        try (DatagramSocket socket =
                new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral(source), 0))) {
            socket.setSoTimeout(30_000);
            socket.send(
                    new DatagramPacket(
                            request, request.length, InetAddress.getLoopbackAddress(), to.port));
            DatagramPacket reply = new DatagramPacket(new byte[32_768], 32_768);
            socket.receive(reply);
            return Arrays.copyOf(reply.getData(), reply.getLength());
        }
    }

    /** Whoever recorded it can name a victim as its source, again and again. */
    @Test
    void copyOfAMembersMessageFromElsewhereIsAnsweredAsShortAsAStrangers() throws IOException {
        Token token = member();
        TestCommunity open = open(many(200));
        byte[] request = Envelope.seal(CONFIG.formatted("").getBytes(UTF_8), token.key());
        assertThat(text(askFrom("127.0.0.1", open, request))).contains("\"p199.example\"");
        assertThat(askFrom("127.0.0.2", open, request).length).isBetween(1, 3 * request.length);
        assertThat(text(askFrom("127.0.0.1", open, request))).contains("\"p199.example\"");
    }

    /** They took the whole reply for malformed, and did not learn that they are denied. */
    @Test
    void listsAndMessagesAreCutToWhatClientsRead() throws IOException {
        Token token = member();
        Files.writeString(folder.resolve("denied"), "a " + "no ".repeat(400));
        TestCommunity open = open(many(1_500));
        byte[] request = Envelope.seal(CONFIG.formatted("").getBytes(UTF_8), token.key());
        byte[] reply = CommunityDatagrams.ask(open, request, 30_000);
        assertThat(Envelope.open(reply, reply.length))
                .isInstanceOfSatisfying(
                        Envelope.Signed.class,
                        signed ->
                                assertThat(
                                                ReplyCodec.decode(
                                                                Action.CONFIG,
                                                                signed.bytes(),
                                                                0,
                                                                signed.length(),
                                                                Instant.EPOCH)
                                                        .reply())
                                        .isInstanceOfSatisfying(
                                                CommunityReply.Config.class,
                                                config -> {
                                                    assertThat(config.fatalMessage())
                                                            .startsWith("no no");
                                                    assertThat(config.prohibitedTlds())
                                                            .hasSizeBetween(900, 1_000);
                                                }));
    }

    /** The reply to the name that was asked about first went to both. */
    @Test
    void idThatIsInUseForAnotherNameIsAnotherQuery() throws Exception {
        TestCommunity open = open(DomainSuffixes.NONE);
        try (DatagramSocket first = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            byte[] slow = CommunityDatagrams.ours("AAAAAAAA", "slow.com").getBytes(UTF_8);
            first.send(
                    new DatagramPacket(
                            slow, slow.length, InetAddress.getLoopbackAddress(), open.port));
            assertThat(asked.poll(60, TimeUnit.SECONDS)).isNotNull();
            assertThat(
                            CommunityDatagrams.ask(
                                    open, CommunityDatagrams.ours("AAAAAAAA", "quick.com")))
                    .contains("2016-06-06");
        }
    }

    /** What strangers have looked up so counts as theirs, not as this server's own. */
    @Test
    void updateIsLookedUpForItsSender() throws Exception {
        TestCommunity open = open(DomainSuffixes.NONE);
        String update =
                "{\"action\": \"update\", \"timeout\": 10, \"data\": \"{\\\"domain_name\\\":"
                        + " \\\"example.com\\\"}\"}";
        assertThat(CommunityDatagrams.ask(open, update.getBytes(UTF_8), 1)).isEmpty();
        RegistrationRequest request = asked.poll(60, TimeUnit.SECONDS);
        assertThat(request).isNotNull();
        assertThat(request.client().name()).isEqualTo("127.0.0.1");
    }
}
