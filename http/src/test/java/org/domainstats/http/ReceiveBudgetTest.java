package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** What is received and not whole yet: one host with many connections took all memory with it. */
class ReceiveBudgetTest {

    private static final InetAddress LARGE = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SMALL = InetAddress.ofLiteral("192.0.2.2");

    private static final int BODY = 60_000;
    private static final String POST =
            "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + BODY + "\r\n\r\n";

    private final ReceiveBudget budget = new ReceiveBudget(1_000);
    private final List<String> evicted = new ArrayList<>();

    private ReceiveBudget.Share begin(InetAddress host, String name) {
        return budget.begin(host, () -> evicted.add(name));
    }

    @Test
    void hostThatHoldsMostLosesWhatItBeganFirst() {
        begin(SMALL, "small").hold(300);
        begin(LARGE, "nothing yet").hold(0);
        begin(LARGE, "first").hold(300);
        ReceiveBudget.Share second = begin(LARGE, "second");
        second.hold(400);
        assertThat(evicted).isEmpty();
        second.hold(401);
        assertThat(evicted).containsExactly("first");
        begin(SMALL, "third").hold(500);
        assertThat(evicted).containsExactly("first", "small");
        assertThat(budget.total()).isEqualTo(901);
    }

    @Test
    void whatHasEndedCountsNoLonger() {
        ReceiveBudget.Share share = begin(LARGE, "a");
        share.hold(900);
        share.end();
        share.end();
        share.hold(5_000);
        begin(SMALL, "b").hold(900);
        assertThat(evicted).isEmpty();
        assertThat(budget.total()).isEqualTo(900);
    }

    private static RawHttpClient connect(TestListener server, String from) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(server.listener.address());
        return new RawHttpClient(socket, "localhost");
    }

    private static void length(Exchange exchange) {
        exchange.readBody(body -> exchange.respond(ServerResponse.text("" + body.length())));
    }

    @Test
    void bodiesOfOneHostThatDoNotEndLeaveRoomToOthers() throws IOException {
        List<RawHttpClient> flood = new ArrayList<>();
        try (TestListener server = new TestListener(ReceiveBudgetTest::length);
                RawHttpClient patient = connect(server, "127.0.0.2")) {
            patient.send(POST + "x".repeat(BODY / 2));
            for (int i = 0; i < 300; i++) {
                RawHttpClient client = connect(server, "127.0.0.3");
                flood.add(client);
                client.send(POST + "x".repeat(BODY - 1));
            }
            assertThat(flood.getFirst().receive().status()).isEqualTo(503);
            assertThat(flood.getLast().send("x").receive().body()).isEqualTo("" + BODY);
            assertThat(patient.send("x".repeat(BODY / 2)).receive().body()).isEqualTo("" + BODY);
        } finally {
            for (RawHttpClient client : flood) {
                client.close();
            }
        }
    }

    /** 16 KiB in fields of four bytes became half a megabyte. */
    @Test
    void headHasSoManyFields() throws IOException {
        try (TestListener server = new TestListener(ReceiveBudgetTest::length)) {
            String get = "GET / HTTP/1.1\r\nHost: localhost\r\n";
            assertThat(server.exchange(get + "a:b\r\n".repeat(99) + "\r\n").status())
                    .isEqualTo(200);
            assertThat(server.exchange(get + "a:b\r\n".repeat(100) + "\r\n").status())
                    .isEqualTo(431);
        }
    }

    /** Each is in memory until its connection is closed, five seconds or more after its answer. */
    @Test
    void headsOfRefusedRequestsCountAsLongAsTheirBodiesAreReadPast() throws IOException {
        String head = POST.replace("\r\n\r\n", "\r\nX: " + "x".repeat(15_000) + "\r\n\r\n");
        List<RawHttpClient> flood = new ArrayList<>();
        try (TestListener server =
                new TestListener(exchange -> exchange.refuse(ServerResponse.problem(400, "no")))) {
            for (int i = 0; i < 1_700; i++) {
                RawHttpClient client = connect(server, "127.0.0.3");
                flood.add(client);
                assertThat(client.send(head).receive().status()).isEqualTo(400);
            }
            assertThat(server.count("http.server.connections.failed", "reason", "memory"))
                    .isPositive();
        } finally {
            for (RawHttpClient client : flood) {
                client.close();
            }
        }
    }

    @Test
    void headsOfOneHostThatDoNotEndLeaveRoomToOthers() throws IOException {
        String head = "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(15_000);
        List<RawHttpClient> flood = new ArrayList<>();
        try (TestListener server = new TestListener(ReceiveBudgetTest::length);
                RawHttpClient patient = connect(server, "127.0.0.2")) {
            patient.send(head);
            for (int i = 0; i < 1_700; i++) {
                RawHttpClient client = connect(server, "127.0.0.3");
                flood.add(client);
                client.send(head);
            }
            assertThat(flood.getFirst().isAtEnd()).isTrue();
            assertThat(flood.getLast().send("\r\n\r\n").receive().status()).isEqualTo(200);
            assertThat(patient.send("\r\n\r\n").receive().status()).isEqualTo(200);
            for (int i = 0; i < 1_200; i++) {
                assertThat(patient.send(head + "\r\n\r\n").receive().status()).isEqualTo(200);
            }
        } finally {
            for (RawHttpClient client : flood) {
                client.close();
            }
        }
    }
}
