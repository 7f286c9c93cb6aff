package org.domainstats.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.domainstats.base.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Hosts that send nonsense, too much, or nothing: each is an exception of ours, in time. */
class HostileHostTest {

    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final Duration SHORT = Duration.ofMillis(700);

    @RegisterExtension final Clients clients = new Clients();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "nonsense\r\n\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\n",
                "HTTP/1.1 102 Processing\r\n\r\n",
                "HTTP/1.1 999999999999 OK\r\n\r\n",
                OK + "Content-Length: 9\r\n\r\nshort",
                OK + "Content-Length: 99999999999999999999\r\n\r\n",
                OK + "Content-Length: -1\r\n\r\n",
                OK + "Content-Length: x\r\n\r\n",
                OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
                OK + "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\n3e8\r\nshort",
                OK + "Transfer-Encoding: chunked\r\n\r\n-1\r\n\r\n",
                OK + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n\r\n",
                OK + "A\u0000B: x\r\n\r\n",
                OK + "Content-Encoding: gzip\r\n\r\nnot gzip"
            })
    void aBrokenReplyIsAnExchangeException(String reply) throws IOException {
        failure(reply);
    }

    @Test
    void everythingHasABound() throws IOException {
        assertThat(failure(OK + "\r\n" + "x".repeat(1_001)))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessage("the reply is larger than 1000 bytes");
        assertThat(failure(OK + "A: " + "x".repeat(40_000) + "\r\n\r\n"))
                .isInstanceOf(InvalidResponseException.class)
                .hasMessage("its HTTP header is too long");
        assertThat(failure(OK + "A: x\r\n".repeat(10_000) + "\r\n"))
                .isInstanceOf(InvalidResponseException.class);
        assertThat(failure("x".repeat(10_000) + "\r\n\r\n"))
                .isInstanceOf(InvalidResponseException.class);
    }

    @Test
    void noByteOfAReplyIsInAMessage() throws IOException {
        assertThat(failure("HTTP/1.1 \u001b[31mred\r\n\r\n").reason()).doesNotContain("red");
        assertThat(failure(OK + "Content-Length: \u001b[31mred\r\n\r\n").reason())
                .doesNotContain("red");
    }

    @Test
    void headersWithoutEndAreCutOff() throws IOException {
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(ascii(OK));
                            while (true) {
                                out.write(ascii("A: x\r\n".repeat(100)));
                            }
                        })) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> Clients.get(clients.client(), server.uri()));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"HTTP/1.1 100 Continue\r\n\r\n", "HTTP/1.1 103 Early Hints\r\nA: x\r\n\r\n"})
    void hintsWithoutEndAreCutOff(String hint) throws IOException {
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            while (true) {
                                out.write(ascii(hint.repeat(100)));
                            }
                        })) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> Clients.get(clients.client(), server.uri()))
                    .withMessage("it sends no response but hints");
        }
    }

    @Test
    void aBodyWithoutEndIsCutOff() throws IOException {
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(ascii(OK + "\r\n"));
                            while (true) {
                                out.write(new byte[8_192]);
                            }
                        })) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> Clients.get(clients.client(), server.uri()))
                    .withMessage("the reply is larger than 1000 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", OK, OK + "\r\n", OK + "Content-Length: 9\r\n\r\nhel"})
    void aHostThatStopsIsLeftAtTheDeadline(String start) throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(ascii(start));
                            never.await();
                        })) {
            assertSlow(server.uri());
        }
        never.countDown();
    }

    @Test
    void aBodyThatStopsIsLeftAfterTheIdleTimeout() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(ascii(OK + "\r\nhel"));
                            never.await();
                        })) {
            Deadline later = Deadline.in(Clients.LONG);
            try (StreamedResponse response =
                    clients.client()
                            .open(
                                    ClientRequest.get(server.uri()),
                                    later,
                                    new BodyLimits(later, SHORT))) {
                assertThatExceptionOfType(ExchangeTimeoutException.class)
                        .isThrownBy(() -> response.body().readAllBytes());
            }
        }
        never.countDown();
    }

    @Test
    void aHostThatDripsIsLeftAtTheDeadline() throws IOException {
        try (RawServer server =
                new RawServer(
                        (in, out) -> {
                            RawServer.readHead(in);
                            out.write(ascii(OK + "\r\n"));
                            CountDownLatch pause = new CountDownLatch(1);
                            while (!pause.await(20, TimeUnit.MILLISECONDS)) {
                                out.write('x');
                            }
                        })) {
            assertSlow(server.uri());
        }
    }

    @Test
    void aHostThatHangsInItsHandshakeIsLeftAtTheDeadline() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        try (RawServer server = new RawServer((in, out) -> never.await())) {
            assertSlow(URI.create("https://127.0.0.1:" + server.port() + "/"));
        }
        never.countDown();
    }

    @Test
    void aHostThatNeitherAcceptsNorRefusesIsLeftAtTheDeadline() throws IOException {
        // A queue of one that is full: the kernel answers no further connection.
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
                Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
            assertThat(first.isConnected() && second.isConnected()).isTrue();
            assertSlow(URI.create("http://127.0.0.1:" + full.getLocalPort() + "/"));
        }
    }

    private void assertSlow(URI uri) {
        assertThatExceptionOfType(ExchangeTimeoutException.class)
                .isThrownBy(
                        () ->
                                clients.client()
                                        .exchange(
                                                ClientRequest.get(uri),
                                                Clients.LARGEST,
                                                Deadline.in(SHORT)))
                .withMessage("it did not answer in time");
    }

    @Test
    void aHostThatNobodyListensOnCouldNotBeReached() throws IOException {
        URI uri;
        try (RawServer server = RawServer.replying("")) {
            uri = server.uri();
        }

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> Clients.get(clients.client(), uri))
                .withMessage("it could not be reached");
    }

    @Test
    void clearTextWhereTlsIsExpectedIsAFault() throws IOException {
        try (RawServer server = new RawServer((in, out) -> out.write(ascii(OK + "\r\n")))) {
            URI uri = URI.create("https://127.0.0.1:" + server.port() + "/");

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> Clients.get(clients.client(), uri))
                    .withMessage("its TLS or certificate is not good");
        }
    }

    private ExchangeException failure(String reply) throws IOException {
        try (RawServer server = RawServer.replying(reply)) {
            ExchangeException failure =
                    catchThrowableOfType(
                            ExchangeException.class,
                            () -> Clients.get(clients.client(), server.uri()));
            assertThat(failure).isNotNull();
            return failure;
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
