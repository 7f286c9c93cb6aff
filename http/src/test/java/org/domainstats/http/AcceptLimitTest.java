package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.embedded.EmbeddedChannel;
import io.vertx.core.Vertx;

import org.domainstats.processkit.Await;
import org.domainstats.registrykit.SelfSigned;
import org.domainstats.registrykit.TrustsAnybody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** Connections that never come to the end of their TLS handshake. */
class AcceptLimitTest {

    private static final byte[] GET =
            "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int TIMEOUT_MILLIS = 60_000;

    @TempDir private Path folder;

    private InetSocketAddress address = new InetSocketAddress(0);

    @Test
    void handshakesOfOneHostAreBoundedAndConnectionsAreNot() throws Exception {
        SelfSigned pem = SelfSigned.in(folder, "server");
        Vertx vertx =
                BoundedTransport.on(Vertx.builder(), HttpLimits.DEFAULT.withConnections(10, 2))
                        .build();
        ListenerSettings settings =
                TestListener.settings().withTls(new PemFiles(pem.certificate(), pem.key()));
        HttpMetrics metrics = new HttpMetrics(new SimpleMeterRegistry(), "test");
        try (HttpListener listener =
                HttpListener.start(vertx, settings, metrics, (_, _) -> AcceptLimitTest::ok)) {
            address = listener.address();
            try (SSLSocket first = handshake();
                    SSLSocket second = handshake();
                    SSLSocket third = handshake();
                    Socket silent = connect();
                    Socket half = connect()) {
                half.getOutputStream().write(new byte[] {0x16, 3, 1, 0x40, 0, 1});
                Await.until("a third one is refused", this::isRefused);
                silent.shutdownOutput();
                Await.until("there is room again", () -> !isRefused());
                assertThat(first.isConnected() && second.isConnected() && third.isConnected())
                        .isTrue();
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    /** A program that was just starting connected, and took eleven to say hello. */
    @Test
    void aHandshakeMayBeginLate() throws Exception {
        SelfSigned pem = SelfSigned.in(folder, "server");
        try (TestListener server =
                new TestListener(
                        TestListener.settings().withTls(new PemFiles(pem.certificate(), pem.key())),
                        AcceptLimitTest::ok)) {
            address = server.listener.address();
            try (Socket slow = connect()) {
                Thread.sleep(Duration.ofSeconds(11));
                handshake(slow).close();
            }
        }
    }

    /** A connection of some host, which need not exist. */
    private static EmbeddedChannel connectionOf(String host) {
        return new EmbeddedChannel() {
            @Override
            protected SocketAddress remoteAddress0() {
                return new InetSocketAddress(host, 1);
            }
        };
    }

    /** A thousand hellos at once took the event loops seconds. */
    @Test
    void someHandshakesOfOneHostAreUnderWayAndTheOthersWait() {
        EmbeddedChannel server = new EmbeddedChannel(new AcceptLimit(HttpLimits.DEFAULT));
        List<EmbeddedChannel> flood = new ArrayList<>();
        for (int i = 0; i < AcceptLimit.MOST_UNDER_WAY + 2; i++) {
            EmbeddedChannel connection = connectionOf("192.0.2.1");
            flood.add(connection);
            server.writeInbound(connection);
        }
        EmbeddedChannel other = connectionOf("192.0.2.2");
        server.writeInbound(other);
        assertThat(server.inboundMessages())
                .hasSize(AcceptLimit.MOST_UNDER_WAY + 1)
                .contains(other);

        var _ = flood.getFirst().close();
        server.runPendingTasks();
        assertThat(server.inboundMessages()).hasSize(AcceptLimit.MOST_UNDER_WAY + 2);
        assertThat(server.inboundMessages().toArray()[AcceptLimit.MOST_UNDER_WAY + 1])
                .isSameAs(flood.get(AcceptLimit.MOST_UNDER_WAY));

        for (EmbeddedChannel connection : flood.reversed()) {
            var _ = connection.close();
        }
        server.runPendingTasks();
        assertThat(server.inboundMessages()).hasSize(AcceptLimit.MOST_UNDER_WAY + 2);
        var _ = server.close();
    }

    /** Those of a hundred hosts, eighty each, took all of the memory. */
    @Test
    void handshakesOfManyHostsAreBoundedTogether() {
        EmbeddedChannel server = new EmbeddedChannel(new AcceptLimit(HttpLimits.DEFAULT));
        EmbeddedChannel other = connectionOf("192.0.2.200");
        server.writeInbound(other);
        List<EmbeddedChannel> flood = new ArrayList<>();
        for (int i = 0; i < 100 * AcceptLimit.MOST_UNDER_WAY; i++) {
            EmbeddedChannel connection = connectionOf("192.0.2." + (1 + i % 100));
            flood.add(connection);
            server.writeInbound(connection);
        }
        List<EmbeddedChannel> left = flood.stream().filter(EmbeddedChannel::isOpen).toList();
        assertThat(left).hasSizeBetween(500, 1_024).contains(flood.getLast());
        assertThat(other.isOpen()).isTrue();
        for (EmbeddedChannel each : left) {
            var _ = each.close();
        }
        var _ = server.close();
    }

    @Test
    void silentConnectionsOfOneHostHoldUpNoOtherOfIt() throws Exception {
        List<Socket> silent = new ArrayList<>();
        SelfSigned pem = SelfSigned.in(folder, "server");
        try (TestListener server =
                new TestListener(
                        TestListener.settings().withTls(new PemFiles(pem.certificate(), pem.key())),
                        AcceptLimitTest::ok)) {
            address = server.listener.address();
            for (int i = 0; i < 2 * AcceptLimit.MOST_UNDER_WAY + 1; i++) {
                silent.add(connect());
            }
            handshake().close();
        } finally {
            for (Socket socket : silent) {
                socket.close();
            }
        }
    }

    private static void ok(Exchange exchange) {
        exchange.respond(ServerResponse.text("ok"));
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(address.getAddress(), address.getPort());
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return socket;
    }

    private SSLSocket handshake() throws Exception {
        return handshake(connect());
    }

    private static SSLSocket handshake(Socket connected) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustsAnybody()}, null);
        SSLSocket socket =
                (SSLSocket)
                        context.getSocketFactory()
                                .createSocket(connected, "127.0.0.1", connected.getPort(), true);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        try {
            socket.startHandshake();
            // The server is done with the handshake only after the client.
            socket.getOutputStream().write(GET);
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private boolean isRefused() throws Exception {
        try (SSLSocket _ = handshake()) {
            return false;
        } catch (IOException closed) {
            return true;
        }
    }
}
