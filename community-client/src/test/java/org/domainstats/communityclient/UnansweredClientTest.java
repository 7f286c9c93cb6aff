package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.lookup.Community.Reply;
import org.domainstats.model.DomainName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.net.DatagramSocket;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A client whose server refuses, hangs, is dead, or loses what it says. */
class UnansweredClientTest {

    private final ScriptedFixture scene = new ScriptedFixture();

    @AfterEach
    void close() throws Exception {
        scene.close();
    }

    @Test
    void lostAnswerIsAskedForWithTheSameId() throws Exception {
        AtomicInteger times = new AtomicInteger();
        ScriptedServer server =
                scene.answering(
                        query ->
                                times.incrementAndGet() < 6
                                        ? List.of()
                                        : List.of(
                                                ScriptedServer.reply(
                                                        query, ScriptedFixture.YOUNG)));
        CommunityClient client = scene.client(server.address(), null, 700);
        Reply reply = client.ask(ScriptedFixture.SITE);
        while (reply instanceof Reply.NoReply) {
            reply = client.ask(ScriptedFixture.SITE);
        }
        assertThat(ScriptedFixture.queries(server).distinct()).hasSize(1);
        assertThat(ScriptedFixture.queries(server).count()).isGreaterThanOrEqualTo(6);
    }

    @Test
    void refusedClientStopsAskingAndSaysWhy() throws Exception {
        ScriptedServer server =
                scene.server(
                        request ->
                                List.of(
                                        ScriptedServer.reply(
                                                request,
                                                "{\"prohibited_tlds\":[],\"fatal_message\":\"pay up\"}")));
        CommunityClient client = scene.client(server.address(), null, 60_000);
        assertThat(client.ask(ScriptedFixture.SITE).toString()).contains("pay up");
        assertThat(client.problem()).contains("pay up");
        assertThat(ScriptedFixture.queries(server)).isEmpty();
    }

    @Test
    void serverThatRefusesIsNotTakenForDead() throws Exception {
        ScriptedServer server =
                scene.answering(
                        query ->
                                List.of(
                                        ScriptedServer.reply(
                                                query,
                                                "{\"error\":\"server busy\",\"timeout\":1}")));
        CommunityClient client = scene.client(server.address(), null, 60_000);
        for (int i = 0; i < 10; i++) {
            assertThat(client.ask(ScriptedFixture.SITE).toString()).contains("server busy");
        }
        assertThat(client.problem()).isNull();
    }

    @Test
    void hangingServerCostsItsDeadlineAFewTimesThenNothing() throws Exception {
        ScriptedServer server = scene.answering(query -> List.of());
        CommunityClient client = scene.client(server.address(), null, 200);
        for (int i = 0; i < 3; i++) {
            assertThat(client.ask(new DomainName("site-" + i + ".com")))
                    .isInstanceOf(Reply.NoReply.class);
        }
        long before = ScriptedFixture.queries(server).count();
        for (int i = 0; i < 1_000; i++) {
            assertThat(client.ask(new DomainName("more-" + i + ".com")))
                    .isInstanceOf(Reply.NoReply.class);
        }
        // A few may go out to see whether it lives; each of a thousand would wait its deadline out.
        assertThat(ScriptedFixture.queries(server).count() - before).isLessThan(100);
        assertThat(client.problem()).contains("does not answer");
    }

    @Test
    @Timeout(120)
    void deadServerIsSilenceAndEndsTheWait() throws Exception {
        int port;
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        CommunityClient client =
                scene.client(CommunityAddress.parse("udp://127.0.0.1:" + port), null, 300);
        assertThat(client.ask(ScriptedFixture.SITE)).isInstanceOf(Reply.NoReply.class);
    }

    @Test
    @Tag("long")
    void serverThatComesBackIsAskedAgain() throws Exception {
        AtomicInteger times = new AtomicInteger();
        ScriptedServer server =
                scene.answering(
                        query ->
                                times.incrementAndGet() <= 6
                                        ? List.of()
                                        : List.of(
                                                ScriptedServer.reply(
                                                        query, ScriptedFixture.YOUNG)));
        CommunityClient client = scene.client(server.address(), null, 150);
        Reply reply = client.ask(ScriptedFixture.SITE);
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (reply instanceof Reply.NoReply && System.nanoTime() < end) {
            Thread.onSpinWait();
            reply = client.ask(ScriptedFixture.SITE);
        }
        assertThat(reply).isInstanceOf(Reply.Known.class);
    }
}
