package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.RawHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** Clients that are too many, too slow, or of the wrong family. */
@Execution(ExecutionMode.CONCURRENT)
class ConnectionLimitsTest {

    private static final String GET = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";
    private static final Duration LONG = Duration.ofMinutes(10);

    /** A client is connected for no longer, on a busy machine too, before its request is there. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private static void ok(Exchange exchange) {
        exchange.respond(ServerResponse.text("ok"));
    }

    private static ListenerSettings timeouts(Duration idle, Duration deadline) {
        return TestListener.settings().withLimits(HttpLimits.DEFAULT.withTimeouts(idle, deadline));
    }

    @Test
    void connectionsOfOneAddressAreBounded() throws IOException {
        ListenerSettings two =
                TestListener.settings().withLimits(HttpLimits.DEFAULT.withConnections(10, 2));
        try (TestListener server = new TestListener(two, ConnectionLimitsTest::ok);
                RawHttpClient first = server.connect();
                RawHttpClient second = server.connect()) {
            assertThat(first.send(GET).receive().status()).isEqualTo(200);
            assertThat(second.send(GET).receive().status()).isEqualTo(200);
            try (RawHttpClient third = server.connect()) {
                assertThat(third.isAtEnd()).isTrue();
            }
            assertThat(server.count("http.server.connections.refused", "reason", "limit"))
                    .isEqualTo(1);
            assertThat(first.send(GET).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void connectionsOfATrustedProxyAreBoundedInAllOnly() throws IOException {
        ListenerSettings behindProxy =
                TestListener.settings()
                        .withLimits(
                                HttpLimits.DEFAULT
                                        .withConnections(3, 2)
                                        .behind(TrustedProxies.parse(List.of("127.0.0.0/8"))));
        try (TestListener server = new TestListener(behindProxy, ConnectionLimitsTest::ok);
                RawHttpClient first = server.connect();
                RawHttpClient second = server.connect();
                RawHttpClient third = server.connect()) {
            for (RawHttpClient each : List.of(first, second, third)) {
                assertThat(each.send(GET).receive().status()).isEqualTo(200);
            }
            try (RawHttpClient fourth = server.connect()) {
                assertThat(fourth.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void idleClientAndOneThatSendsItsHeadSlowlyAreCut() throws IOException {
        try (TestListener server =
                        new TestListener(timeouts(SHORT, LONG), ConnectionLimitsTest::ok);
                RawHttpClient idle = server.connect();
                RawHttpClient slow = server.connect()) {
            assertThat(idle.send(GET).receive().status()).isEqualTo(200);
            slow.send("GET /a HTTP/1.1\r\nHost");

            assertThat(idle.isAtEnd()).isTrue();
            assertThat(slow.isAtEnd()).isTrue();
        }
    }

    /** A virtual machine that was halted ended all connections when it went on. */
    @Test
    void clientIsNotIdleWhileTheServerDoesNotRun() throws Exception {
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        try (TestListener server =
                        new TestListener(timeouts(SHORT, LONG), exchange -> halt(exchange, later));
                RawHttpClient client = server.connect()) {
            client.send(GET);
            later.get();
            assertThat(server.count("http.server.connections.failed", "reason", "idle")).isZero();
        }
    }

    /** Everything that was due meanwhile is done before what is due later. */
    private static void halt(Exchange exchange, CompletableFuture<Boolean> later) {
        ok(exchange);
        LockSupport.parkNanos(SHORT.multipliedBy(2).toNanos());
        exchange.context().owner().setTimer(200, _ -> later.complete(true));
    }

    @Test
    void clientThatWaitsForUsIsNotIdle() throws Exception {
        try (TestListener server =
                        new TestListener(
                                timeouts(SHORT, LONG),
                                exchange ->
                                        exchange.context()
                                                .owner()
                                                .setTimer(3_000, _ -> ok(exchange)));
                RawHttpClient client = server.connect()) {
            assertThat(client.send(GET).receive().status()).isEqualTo(200);
        }
    }

    @Test
    void requestThatIsNeverAnsweredGets503() throws IOException {
        try (TestListener server = new TestListener(timeouts(SHORT, SHORT), _ -> {});
                RawHttpClient client = server.connect()) {
            assertThat(client.send(GET).receive().status()).isEqualTo(503);
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void bodyThatDripsIsCutByTheDeadline() throws IOException {
        try (TestListener server =
                        new TestListener(
                                timeouts(SHORT, SHORT),
                                exchange -> exchange.readBody(_ -> ok(exchange)));
                RawHttpClient client = server.connect()) {
            client.send("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\na");
            assertThat(client.receive().status()).isEqualTo(503);
        }
    }

    @Test
    void allOfIpv4IsNotIpv6() throws IOException {
        ListenerSettings all =
                ListenerSettings.plain(new InetSocketAddress(InetAddress.ofLiteral("0.0.0.0"), 0));
        try (TestListener server = new TestListener(all, ConnectionLimitsTest::ok)) {
            int port = server.listener.address().getPort();
            try (RawHttpClient four =
                    new RawHttpClient(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port))) {
                assertThat(four.send(GET).receive().status()).isEqualTo(200);
            }
            assertThat(answersOverIpv6(port)).isFalse();
        }
    }

    private static boolean answersOverIpv6(int port) {
        try (RawHttpClient six =
                new RawHttpClient(new InetSocketAddress(InetAddress.ofLiteral("::1"), port))) {
            return !six.isAtEnd();
        } catch (IOException e) {
            // No IPv6 here, or reset: no answer either way.
            return false;
        }
    }
}
