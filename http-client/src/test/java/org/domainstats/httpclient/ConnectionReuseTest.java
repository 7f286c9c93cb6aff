package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.base.Deadline;
import org.domainstats.processkit.Await;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

class ConnectionReuseTest {

    private static final byte[] REPLY =
            "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello".getBytes(StandardCharsets.US_ASCII);

    @RegisterExtension final Clients clients = new Clients();

    @Test
    void aConnectionIsKeptOpenForTheNextRequest() throws IOException {
        try (RawServer server = new RawServer(ConnectionReuseTest::replyToAll)) {
            BlockingHttpClient client = clients.client();
            for (int i = 0; i < 100; i++) {
                assertThat(Clients.get(client, server.uri()).status()).isEqualTo(200);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aConnectionThatTheHostClosedMeanwhileIsReplaced() throws IOException {
        AtomicInteger requests = new AtomicInteger();
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            requests.incrementAndGet();
                            out.write(REPLY);
                            // The second request is read and gets no answer.
                            RawServer.readHead(in);
                        })) {
            BlockingHttpClient client = clients.client();
            for (int i = 0; i < 3; i++) {
                assertThat(Clients.get(client, server.uri()).status()).isEqualTo(200);
            }

            assertThat(server.connections()).isEqualTo(3);
            assertThat(requests).hasValue(3);
        }
    }

    @Test
    void aFreshConnectionThatIsClosedIsNotTriedAgain() throws IOException {
        try (RawServer server = new RawServer((in, out) -> RawServer.readHead(in))) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> Clients.get(clients.client(), server.uri()));
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void aReplyThatWasNotReadToItsEndDoesNotDisturbTheNext() throws IOException {
        AtomicInteger replies = new AtomicInteger();
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            while (!RawServer.readHead(in).isEmpty()) {
                                out.write(replies.getAndIncrement() == 0 ? huge() : REPLY);
                            }
                        })) {
            BlockingHttpClient client = clients.client();
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> Clients.get(client, server.uri()));

            assertThat(Clients.get(client, server.uri()).body()).asString().isEqualTo("hello");
        }
    }

    /** Each connection is busy until the one that waits for one has given up. */
    @Test
    void aRequestThatWasGivenUpIsNoErrorInTheLog() throws Exception {
        CountDownLatch answered = new CountDownLatch(1);
        List<LogRecord> logged = new CopyOnWriteArrayList<>();
        Logger vertx = Logger.getLogger("io.vertx.core.http.impl");
        Handler handler = new CapturingHandler(logged);
        vertx.addHandler(handler);
        try (RawServer server =
                        new RawServer(
                                (in, out) -> {
                                    RawServer.readHead(in);
                                    answered.await();
                                    out.write(REPLY);
                                    replyToAll(in, out);
                                });
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            BlockingHttpClient client = clients.client();
            for (int i = 0; i < Clients.CONNECTIONS; i++) {
                var _ = threads.submit(() -> Clients.get(client, server.uri()));
            }
            Await.until("all are busy", () -> server.connections() == Clients.CONNECTIONS);
            assertThatExceptionOfType(ExchangeTimeoutException.class)
                    .isThrownBy(
                            () ->
                                    client.exchange(
                                            ClientRequest.get(server.uri()),
                                            Clients.LARGEST,
                                            Deadline.in(Duration.ofMillis(10))));
            answered.countDown();
            assertThat(Clients.get(client, server.uri()).status()).isEqualTo(200);
        } finally {
            vertx.removeHandler(handler);
        }
        assertThat(logged).isEmpty();
    }

    private static final class CapturingHandler extends Handler {

        private final List<LogRecord> logged;

        CapturingHandler(List<LogRecord> logged) {
            this.logged = logged;
        }

        @Override
        public void publish(LogRecord entry) {
            logged.add(entry);
        }

        @Override
        public void flush() {
            // Nothing is buffered.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Test
    void onlyAnAddressThatWasJudgedIsConnectedTo() throws IOException {
        AtomicInteger resolved = new AtomicInteger();
        Resolver changing =
                (host, deadline) -> {
                    resolved.incrementAndGet();
                    return List.of(Clients.address("127.0.0.1"));
                };
        AllowedAddresses none = new AllowedAddresses(changing, address -> false);
        try (RawServer server = RawServer.replying(REPLY)) {
            BlockingHttpClient client = clients.client(none, TrustedAuthorities.java());

            assertThatExceptionOfType(ForbiddenTargetException.class)
                    .isThrownBy(() -> Clients.get(client, server.uri("localhost")));
            assertThat(resolved).hasValue(1);
            assertThat(server.connections()).isZero();
        }
    }

    @Test
    void theNameIsNotResolvedAgainForTheConnection() throws IOException {
        // The name exists nowhere: had it been resolved once more, nothing would be found.
        clients.names.put(
                "rebind.invalid",
                List.of(InetAddress.getByAddress("rebind.invalid", new byte[] {127, 0, 0, 1})));
        try (RawServer server = RawServer.replying(REPLY)) {
            URI uri = server.uri("rebind.invalid");

            assertThat(Clients.get(clients.client(), uri).status()).isEqualTo(200);
        }
    }

    @Test
    void aDeadAddressIsPassedOverAndTheLiveOneRemembered() throws IOException {
        InetAddress dead = Clients.address("127.0.0.2");
        InetAddress live = Clients.address("127.0.0.1");
        clients.names.put("two.example", List.of(dead, live));
        try (RawServer server = new RawServer(ConnectionReuseTest::replyToAll)) {
            BlockingHttpClient client = clients.client();
            for (int i = 0; i < 5; i++) {
                URI uri = server.uri("two.example");
                assertThat(Clients.get(client, uri).status()).isEqualTo(200);
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"six.example", "both.example", "[::1]"})
    void anAddressOfIpv6IsConnectedTo(String host) throws IOException {
        InetAddress six = Clients.address("::1");
        clients.names.put("six.example", List.of(six));
        clients.names.put("both.example", List.of(Clients.address("127.0.0.2"), six));
        assumeTrue(hasIpv6(six), "no IPv6 on this machine");
        List<String> heads = new CopyOnWriteArrayList<>();
        try (RawServer server =
                new RawServer(
                        six,
                        (in, out) -> {
                            heads.add(RawServer.readHead(in));
                            out.write(REPLY);
                        })) {
            URI uri = server.uri(host);
            assertThat(Clients.get(clients.client(), uri).status()).isEqualTo(200);

            assertThat(heads.getFirst()).containsIgnoringCase("host: " + uri.getAuthority());
        }
    }

    private static boolean hasIpv6(InetAddress address) {
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void aSlowReaderHoldsTheHostUp() throws IOException {
        AtomicInteger written = new AtomicInteger();
        int blocks = 4_096;
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(
                                    ("HTTP/1.1 200 OK\r\nContent-Length: "
                                                    + blocks * 16_384L
                                                    + "\r\n\r\n")
                                            .getBytes(StandardCharsets.US_ASCII));
                            for (int i = 0; i < blocks; i++) {
                                out.write(new byte[16_384]);
                                written.incrementAndGet();
                            }
                            // Vert.x drops what a slow reader has not taken when the host closes.
                            RawServer.readHead(in);
                        })) {
            Deadline deadline = Deadline.in(Clients.LONG);
            try (StreamedResponse response =
                    clients.client()
                            .open(
                                    ClientRequest.get(server.uri()),
                                    deadline,
                                    new BodyLimits(deadline, Clients.LONG))) {
                assertThat(response.body().read()).isZero();
                assertThat(written.get()).isLessThan(blocks);
                long count = response.body().transferTo(OutputStream.nullOutputStream());

                assertThat(count).isEqualTo(blocks * 16_384L - 1);
            }
        }
    }

    private static byte[] huge() {
        return ("HTTP/1.1 200 OK\r\nContent-Length: 50000\r\n\r\n" + "x".repeat(50_000))
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static void replyToAll(InputStream in, OutputStream out) throws IOException {
        while (!RawServer.readHead(in).isEmpty()) {
            out.write(REPLY);
        }
    }
}
