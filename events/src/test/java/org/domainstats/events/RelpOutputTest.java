package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** RELP against a receiver that confirms as many messages as it is told to. */
class RelpOutputTest {

    private final List<String> frames = new CopyOnWriteArrayList<>();
    private final ServerSocket server;
    private volatile int confirmed = Integer.MAX_VALUE;
    private volatile String answer = "200 OK";

    RelpOutputTest() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    @AfterEach
    void close() throws IOException {
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (true) {
                String number = word(in);
                String command = word(in);
                int length = Integer.parseInt(word(in));
                String data = new String(in.readNBytes(length), StandardCharsets.US_ASCII);
                assertThat(in.read()).isEqualTo('\n');
                frames.add(number + " " + command + " " + data);
                if (frames.size() > confirmed) {
                    return;
                }
                String reply = command.equals("open") ? "200 OK\nrelp_version=0" : answer;
                socket.getOutputStream()
                        .write(
                                (number + " rsp " + reply.length() + " " + reply + "\n")
                                        .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException gone) {
            // The output has closed the session.
        }
    }

    private static String word(InputStream in) throws IOException {
        StringBuilder word = new StringBuilder();
        for (int c = in.read(); c != ' '; c = in.read()) {
            if (c < 0) {
                throw new IOException("end");
            }
            word.append((char) c);
        }
        return word.toString();
    }

    private Output open() {
        return new RelpOutput(OutputSpec.parse("relp://127.0.0.1:" + server.getLocalPort()));
    }

    @Test
    void eachMessageIsConfirmed() throws Exception {
        try (Output output = open()) {
            output.deliver(SampleEvents.outgoing(1, 3));
            output.deliver(SampleEvents.outgoing(4, 4));
        }
        assertThat(frames).hasSize(5);
        assertThat(frames.getFirst())
                .startsWith("1 open relp_version=0\n")
                .endsWith("commands=syslog");
        assertThat(frames.get(1)).startsWith("2 syslog <133>1 ").contains("\"number\":1");
        assertThat(frames.getLast()).startsWith("5 syslog ").contains("\"number\":4");
    }

    @Test
    void whatIsNotConfirmedIsAFailureAndIsSentAgainInANewSession() throws Exception {
        confirmed = 2;
        try (Output output = open()) {
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 3)))
                    .isInstanceOf(IOException.class);
            confirmed = Integer.MAX_VALUE;
            frames.clear();
            output.deliver(SampleEvents.outgoing(1, 3));
        }
        assertThat(frames).hasSize(4);
        assertThat(frames.getFirst()).startsWith("1 open ");
    }

    @Test
    void aRefusalIsAFailure() {
        answer = "500 no";
        try (Output output = open()) {
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 1)))
                    .hasMessageContaining("refuses");
        }
    }
}
