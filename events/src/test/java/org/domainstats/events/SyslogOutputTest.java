package org.domainstats.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.httpclient.SharedVertx;
import org.domainstats.processkit.Await;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Syslog over UDP and TCP, as receivers see it. */
class SyslogOutputTest {

    private final AtomicLong nanos = new AtomicLong();

    private Output open(String text) {
        return OpenOutput.of(
                        OutputSpec.parse(text),
                        new OutputParts(
                                new SharedVertx(), "1.0", InstantSource.system(), nanos::get))
                .output();
    }

    private static ServerSocket server() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static String frame(Socket socket) throws IOException {
        StringBuilder length = new StringBuilder();
        for (int c = socket.getInputStream().read(); c != ' '; c = socket.getInputStream().read()) {
            length.append((char) c);
        }
        byte[] message = socket.getInputStream().readNBytes(Integer.parseInt(length.toString()));
        return new String(message, StandardCharsets.US_ASCII);
    }

    @Test
    void overTcpMessagesAreCounted() throws Exception {
        try (ServerSocket server = server();
                Output output = open("syslog+tcp://127.0.0.1:" + server.getLocalPort())) {
            output.deliver(SampleEvents.outgoing(1, 2));
            try (Socket socket = server.accept()) {
                assertThat(frame(socket))
                        .matches(
                                "<133>1 2026-11-26T03:13:07\\.090Z \\S+ domain-stats - first-contact"
                                        + " - \\{\"number\":1,.*}");
                assertThat(frame(socket)).contains("\"number\":2");
            }
        }
    }

    @Test
    void whereLinesAreWantedTheyAreLines() throws Exception {
        try (ServerSocket server = server();
                Output output =
                        open(
                                "syslog+tcp://127.0.0.1:"
                                        + server.getLocalPort()
                                        + "#framing=newline")) {
            output.deliver(SampleEvents.outgoing(1, 1));
            try (Socket socket = server.accept()) {
                assertThat(socket.getInputStream().read()).isEqualTo('<');
            }
        }
    }

    @Test
    void whatWasSentCountsAsArrivedOnceTheConnectionHasLivedOn() throws Exception {
        try (ServerSocket server = server();
                Output output = open("syslog+tcp://127.0.0.1:" + server.getLocalPort())) {
            output.deliver(SampleEvents.outgoing(1, 5));
            try (Socket socket = server.accept()) {
                assertThat(socket.isConnected()).isTrue();
                assertThat(output.confirmed(5)).isZero();
                nanos.addAndGet(Duration.ofSeconds(5).toNanos());
                output.deliver(SampleEvents.outgoing(6, 7));
                assertThat(output.confirmed(7)).isZero();
                nanos.addAndGet(Duration.ofSeconds(5).toNanos());
                assertThat(output.confirmed(7)).isEqualTo(5);
                nanos.addAndGet(Duration.ofSeconds(5).toNanos());
                assertThat(output.confirmed(7)).isEqualTo(7);
            }
        }
    }

    @Test
    void aReceiverThatGoesIsNoticedAndWhatIsNotSettledIsNotConfirmed() throws Exception {
        try (ServerSocket server = server();
                Output output = open("syslog+tcp://127.0.0.1:" + server.getLocalPort())) {
            output.deliver(SampleEvents.outgoing(1, 5));
            server.accept().close();
            Await.until("the break is noticed", () -> fails(output));
            output.deliver(SampleEvents.outgoing(1, 5));
            nanos.addAndGet(Duration.ofSeconds(1).toNanos());
            assertThat(output.confirmed(5)).isZero();
        }
    }

    private static boolean fails(Output output) {
        try {
            output.confirmed(5);
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void nobodyThereIsAFailure() throws IOException {
        ServerSocket server = server();
        int port = server.getLocalPort();
        server.close();
        try (Output output = open("syslog+tcp://127.0.0.1:" + port)) {
            assertThatThrownBy(() -> output.deliver(SampleEvents.outgoing(1, 1)))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void overUdpAMessageIsADatagram() throws Exception {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
                Output output = open("syslog+udp://127.0.0.1:" + socket.getLocalPort())) {
            socket.setSoTimeout(30_000);
            output.deliver(SampleEvents.outgoing(1, 1));
            DatagramPacket packet = new DatagramPacket(new byte[4_096], 4_096);
            socket.receive(packet);
            assertThat(new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8))
                    .startsWith("<133>1 ")
                    .endsWith("}");
        }
    }
}
