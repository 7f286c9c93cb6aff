package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What every listener does, whatever it answers. */
class HttpListenerTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private static void echo(Exchange exchange) {
        exchange.respond(ServerResponse.text(exchange.method() + ' ' + exchange.target()));
    }

    @Test
    void responseHasLengthTypeDateAndNosniffAndTheConnectionStaysOpen() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo);
                RawHttpClient client = server.connect()) {
            RawResponse first = client.send(GET).receive();

            assertThat(first.start()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(first.body()).isEqualTo("GET /a");
            assertThat(first.header("date")).isEqualTo("Tue, 24 Nov 2026 10:00:00 GMT");
            assertThat(first.header("content-type")).isEqualTo("text/plain; charset=utf-8");
            assertThat(first.header("x-content-type-options")).isEqualTo("nosniff");
            assertThat(client.send(GET).receive().body()).isEqualTo("GET /a");
        }
    }

    @Test
    void targetIsPassedOnAsItCame() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo)) {
            for (String target :
                    new String[] {
                        "//a", "/a/../b", "/%2e%2E/a", "/a;b=c", "/a?b?c", "http://h/a"
                    }) {
                assertThat(
                                server.exchange(
                                                "GET "
                                                        + target
                                                        + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                        .body())
                        .isEqualTo("GET " + target);
            }
        }
    }

    @Test
    void brokenFramingIsTheClientsFaultAndNotOurFailure() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo)) {
            for (String fields :
                    new String[] {
                        "Content-Length: 5\r\nContent-Length: 6", "Transfer-Encoding: chunked"
                    }) {
                try (RawHttpClient client = server.connect()) {
                    client.send(
                            "POST /a HTTP/1.1\r\nHost: localhost\r\n" + fields + "\r\n\r\n-1\r\n");
                    client.drain();
                }
            }
            server.awaitCount("http.server.connections.failed", "reason", "malformed", 2);
        }
    }

    @Test
    void headThatBreaksOffIsTheClientsFaultAndNotOurFailure() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo)) {
            try (RawHttpClient client = server.connect()) {
                client.send("GET /a HTTP/1.1\r\nHost: localhost\r\nUser-Ag");
            }
            server.awaitCount("http.server.connections.failed", "reason", "reset", 1);
        }
    }

    @Test
    void pipelinedRequestsAreAnsweredInOrder() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        try (TestListener server =
                        new TestListener(
                                exchange -> {
                                    if (exchange.target().equals("/slow")) {
                                        held.complete(exchange);
                                    } else {
                                        echo(exchange);
                                    }
                                });
                RawHttpClient client = server.connect()) {
            client.send("GET /slow HTTP/1.1\r\nHost: localhost\r\n\r\n" + GET + GET);
            Exchange slow = held.get(30, TimeUnit.SECONDS);
            slow.execute(() -> slow.respond(ServerResponse.text("slow")));

            assertThat(client.receive().body()).isEqualTo("slow");
            assertThat(client.receive().body()).isEqualTo("GET /a");
            assertThat(client.receive().body()).isEqualTo("GET /a");
        }
    }

    @Test
    void headHasTheLengthAndNoBody() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo);
                RawHttpClient client = server.connect()) {
            RawResponse head =
                    client.send("HEAD /a HTTP/1.1\r\nHost: localhost\r\n\r\n").receiveHead();

            assertThat(head.header("content-length")).isEqualTo("7");
            assertThat(client.send(GET).receive().body()).isEqualTo("GET /a");
        }
    }

    @Test
    void http10ClosesUnlessAskedToKeepAlive() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo);
                RawHttpClient closing = server.connect();
                RawHttpClient keeping = server.connect()) {
            assertThat(closing.send("GET /a HTTP/1.0\r\n\r\n").receive().status()).isEqualTo(200);
            assertThat(closing.isAtEnd()).isTrue();

            String get = "GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n";
            assertThat(keeping.send(get).receive().header("connection")).isEqualTo("keep-alive");
            assertThat(keeping.send(get).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void whatIsMalformedOrTooLongIsAProblem() throws IOException {
        try (TestListener server = new TestListener(HttpListenerTest::echo)) {
            assertThat(status(server, "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n"))
                    .isEqualTo(414);
            assertThat(status(server, "GET / HTTP/1.1\r\nA: " + "a".repeat(17_000) + "\r\n\r\n"))
                    .isEqualTo(431);
            assertThat(status(server, "GET / HTTP/1.1\r\n\r\n")).isEqualTo(400);
            assertThat(status(server, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n"))
                    .isEqualTo(400);
            RawResponse nonsense = server.exchange("nonsense\r\n\r\n");
            assertThat(nonsense.status()).isEqualTo(400);
            assertThat(nonsense.header("content-type")).isEqualTo("application/problem+json");
            assertThat(nonsense.header("connection")).isEqualTo("close");
        }
    }

    private static int status(TestListener server, String request) throws IOException {
        return server.exchange(request).status();
    }

    @Test
    void failureOfAHandlerIsA500AndTheConnectionGoesOn() throws IOException {
        try (TestListener server =
                        new TestListener(
                                exchange -> {
                                    throw new IllegalStateException("as asked for");
                                });
                RawHttpClient client = server.connect()) {
            assertThat(client.send(GET).receive().status()).isEqualTo(500);
            assertThat(client.send(GET).receive().status()).isEqualTo(500);
        }
    }

    @Test
    void whatWasAskedIsAnsweredWhenTheListenerStops() throws Exception {
        CompletableFuture<Exchange> held = new CompletableFuture<>();
        CountDownLatch stopped = new CountDownLatch(1);
        try (TestListener server = new TestListener(held::complete);
                RawHttpClient idle = server.connect();
                RawHttpClient client = server.connect()) {
            client.send(GET);
            Exchange exchange = held.get(30, TimeUnit.SECONDS);
            Thread.ofVirtual()
                    .start(
                            () -> {
                                server.listener.stop(java.time.Duration.ofSeconds(30));
                                stopped.countDown();
                            });
            assertThat(idle.isAtEnd()).isTrue();
            exchange.execute(() -> exchange.respond(ServerResponse.text("last")));

            RawResponse last = client.receive();
            assertThat(last.body()).isEqualTo("last");
            assertThat(last.header("connection")).isEqualTo("close");
            assertThat(client.isAtEnd()).isTrue();
            assertThat(stopped.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }
}
