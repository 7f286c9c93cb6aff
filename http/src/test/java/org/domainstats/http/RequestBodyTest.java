package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.RawResponse;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** Bodies that are read whole. */
class RequestBodyTest {

    private static final int LIMIT = 1_000;

    private static void length(Exchange exchange) {
        exchange.readBody(LIMIT, body -> exchange.respond(ServerResponse.text("" + body.length())));
    }

    @Test
    void bodyIsReadWholeAndTheConnectionGoesOn() throws IOException {
        try (TestListener server = new TestListener(RequestBodyTest::length);
                RawHttpClient client = server.connect()) {
            String post = "POST / HTTP/1.1\r\nHost: localhost\r\n";
            assertThat(client.send(post + "Content-Length: 3\r\n\r\nabc").receive().body())
                    .isEqualTo("3");
            assertThat(
                            client.send(post + "Transfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n")
                                    .send("0\r\n\r\n")
                                    .receive()
                                    .body())
                    .isEqualTo("4");
            assertThat(client.send(post + "\r\n").receive().body()).isEqualTo("0");
        }
    }

    @Test
    void transferCodingOtherThanChunkedIsNotImplemented() throws IOException {
        try (TestListener server = new TestListener(RequestBodyTest::length);
                RawHttpClient client = server.connect()) {
            client.send(
                    """
                    POST / HTTP/1.1\r
                    Host: localhost\r
                    Transfer-Encoding: gzip, chunked\r
                    \r
                    4\r
                    abcd\r
                    0\r
                    \r
                    """);
            assertThat(client.receive().status()).isEqualTo(501);
        }
    }

    @Test
    void clientThatWaitsIsToldToSend() throws IOException {
        try (TestListener server = new TestListener(RequestBodyTest::length);
                RawHttpClient client = server.connect()) {
            client.send(
                    "POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(client.receiveHead().status()).isEqualTo(100);
            assertThat(client.send("ab").receive().body()).isEqualTo("2");
        }
    }

    @Test
    void bodyThatIsTooLongIsRefusedInAResponseThatArrives() throws IOException {
        try (TestListener server = new TestListener(RequestBodyTest::length);
                RawHttpClient announced = server.connect();
                RawHttpClient chunked = server.connect()) {
            String body = "a".repeat(1_000_000);
            RawResponse refused =
                    announced
                            .send(
                                    "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000000\r\n\r\n")
                            .send(body)
                            .receive();
            assertThat(refused.status()).isEqualTo(413);
            assertThat(refused.header("connection")).isEqualTo("close");
            assertThat(announced.isAtEnd()).isTrue();

            chunked.send(
                    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n");
            chunked.send(Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n");
            assertThat(chunked.receive().status()).isEqualTo(413);
            assertThat(chunked.isAtEnd()).isTrue();
        }
    }

    /** Over a slow line: whoever goes on sending is not cut off after two seconds. */
    @Test
    void refusalArrivesThoughTheBodyTakesItsTime() throws Exception {
        try (TestListener server = new TestListener(RequestBodyTest::length);
                RawHttpClient slow = server.connect()) {
            slow.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000\r\n\r\n");
            for (int i = 0; i < 9; i++) {
                Thread.sleep(300);
                slow.send("a".repeat(10_000));
            }
            assertThat(slow.receive().status()).isEqualTo(413);
            assertThat(slow.isAtEnd()).isTrue();
        }
    }

    /** Thousands that were closed, and waited in memory until it was looked at them again. */
    @Test
    void nothingIsKeptOfARefusedRequestWhoseClientIsGone() throws Exception {
        CompletableFuture<Boolean> forgotten = new CompletableFuture<>();
        ExchangeHandler refuse =
                exchange -> {
                    WeakReference<HttpServerRequest> request =
                            new WeakReference<>(exchange.request());
                    exchange.context()
                            .owner()
                            .setTimer(1_000, _ -> forgotten.complete(isForgotten(request)));
                    exchange.refuse(ServerResponse.problem(400, "no"));
                };
        try (TestListener server = new TestListener(refuse)) {
            try (RawHttpClient client = server.connect()) {
                client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\n");
                assertThat(client.receive().status()).isEqualTo(400);
            }
            assertThat(forgotten.get()).isTrue();
        }
    }

    /** One that is open yet, on a busy machine, need not be. */
    private static boolean isForgotten(WeakReference<HttpServerRequest> reference) {
        System.gc();
        HttpServerRequest request = reference.get();
        return request == null || ((ConnectionBase) request.connection()).channel().isOpen();
    }

    /** A batch's last row may end with it; its time was that of the first batch ever read. */
    @Test
    void theEndOfAStreamHasComeWithItsRequest() throws IOException {
        BlockingQueue<Long> came = new LinkedBlockingQueue<>();
        try (TestListener server = new TestListener(exchange -> readToItsEnd(exchange, came));
                RawHttpClient client = server.connect()) {
            String post = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\n\r\na";
            for (int i = 0; i < 2; i++) {
                long before = System.nanoTime();
                assertThat(client.send(post).receive().status()).isEqualTo(200);
                assertThat(came.remove() - before).isPositive();
            }
        }
    }

    /** A batch's rows go to the store as they are read: each piece alone would be a commit. */
    @Test
    void readOfAStreamTakesAllThatHasCome() throws IOException {
        try (TestListener server = new TestListener(RequestBodyTest::readOnce);
                RawHttpClient client = server.connect()) {
            String post =
                    "POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
            assertThat(client.send(post + "1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n").receive().body())
                    .isEqualTo("abcdef");
        }
    }

    private static void readOnce(Exchange exchange) {
        RequestStream body = RequestStream.of(exchange);
        Thread.startVirtualThread(
                () -> {
                    byte[] bytes = new byte[10];
                    CountDownLatch come = new CountDownLatch(1);
                    try {
                        // The others have come by the time that the event loop does something else.
                        assertThat(body.available()).isEqualTo(1);
                        exchange.execute(come::countDown);
                        come.await();
                        int length = body.read(bytes);
                        String text = new String(bytes, 0, length, StandardCharsets.US_ASCII);
                        exchange.execute(() -> exchange.respond(ServerResponse.text(text)));
                    } catch (IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    private static void readToItsEnd(Exchange exchange, BlockingQueue<Long> came) {
        RequestStream body = RequestStream.of(exchange);
        Thread.startVirtualThread(
                () -> {
                    try {
                        body.readAllBytes();
                        came.add(body.came());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    exchange.execute(() -> exchange.respond(ServerResponse.text("read")));
                });
    }
}
