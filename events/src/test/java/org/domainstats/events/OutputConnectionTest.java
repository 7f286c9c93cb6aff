package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.httpclient.TrustedAuthorities;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

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
}
