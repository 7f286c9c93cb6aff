package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.httpclient.TrustedAuthorities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateExpiredException;
import java.time.Duration;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** Receivers that hold an output up for ever, if they are let. */
class OutputConnectionTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(60);

    private final ServerSocket server;

    OutputConnectionTest() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private OutputSocket receiver(boolean tls, Duration timeout) {
        return new OutputSocket(
                "127.0.0.1", server.getLocalPort(), tls, TrustedAuthorities.java(), timeout);
    }

    @Test
    void handshakeThatComesByteByByteIsGivenUp() {
        Thread.ofVirtual().start(this::drip);
        assertThatThrownBy(() -> receiver(true, SHORT).connect())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("within 300ms");
    }

    /** The head of a record of 16 KiB, and then a little of it again and again. */
    private void drip() {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write(new byte[] {0x16, 3, 3, 0x40, 0});
            while (true) {
                socket.getOutputStream().write(2);
                Thread.sleep(10);
            }
        } catch (IOException closed) {
            // The test is over.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void receiverThatReadsNothingIsGivenUp() throws Exception {
        try (OutputConnection connection = receiver(false, LONG).connect();
                Socket _ = server.accept()) {
            byte[] block = new byte[1 << 16];
            assertThatThrownBy(
                            () ->
                                    connection.within(
                                            SHORT,
                                            () -> {
                                                while (true) {
                                                    connection
                                                            .socket()
                                                            .getOutputStream()
                                                            .write(block);
                                                }
                                            }))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("within 300ms");
        }
    }

    /** Java says that a check of the validity failed, and in its cause which. */
    @Test
    void aCertificateThatHasExpiredIsCalledSo() {
        CertificateExpiredException expired =
                new CertificateExpiredException("NotAfter: Thu Nov 26 17:01:47 UTC 2026");
        SSLException handshake = new SSLHandshakeException("validity check failed");
        handshake.initCause(new CertPathValidatorException("validity check failed", expired));
        assertThat(OutputSocket.reason(handshake))
                .isEqualTo("its certificate has expired: NotAfter: Thu Nov 26 17:01:47 UTC 2026");
    }

    /** Linux doubles what is asked for. */
    @Test
    void littleWaitsToBeSentToAReceiverThatReadsNothing() throws Exception {
        try (OutputConnection connection = receiver(false, LONG).connect();
                Socket _ = server.accept()) {
            assertThat(connection.socket().getSendBufferSize()).isLessThanOrEqualTo(64 * 1_024);
        }
    }
}
