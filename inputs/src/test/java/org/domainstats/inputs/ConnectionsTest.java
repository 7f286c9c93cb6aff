package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class ConnectionsTest extends InputFixture {

    private static final int BLOCK = 1_024 * 1_024;

    @Test
    void peersThatSendWithoutAPauseLeaveRoomForQuestions() throws Exception {
        int port = freePort();
        start("syslog+tcp://127.0.0.1:" + port);
        List<Socket> peers = new ArrayList<>();
        try {
            for (int i = 0; i < 2 + Runtime.getRuntime().availableProcessors(); i++) {
                Socket peer = new Socket(InetAddress.getLoopbackAddress(), port);
                peers.add(peer);
                CountDownLatch sending = new CountDownLatch(8);
                Thread.ofPlatform().daemon().start(() -> sendWithoutEnd(peer, sending));
                assertThat(sending.await(60, TimeUnit.SECONDS)).isTrue();
            }
            CountDownLatch answered = new CountDownLatch(1);
            Thread.startVirtualThread(answered::countDown);
            assertThat(answered.await(60, TimeUnit.SECONDS))
                    .as("a virtual thread has its turn")
                    .isTrue();
        } finally {
            for (Socket peer : peers) {
                peer.close();
            }
        }
    }

    @Test
    void aPeerThatLostItsPowerIsNoticed() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CompletableFuture<Boolean> keepAlive = new CompletableFuture<>();
            try (Connections _ =
                            new Connections(
                                    listener,
                                    new InputCounters("test", Clock.systemUTC()),
                                    List.of(),
                                    Connections.TO_BEGIN,
                                    each ->
                                            keepAlive.complete(
                                                    each.channel()
                                                            .getOption(
                                                                    StandardSocketOptions
                                                                            .SO_KEEPALIVE)));
                    SocketChannel _ = SocketChannel.open(listener.getLocalAddress())) {
                assertThat(keepAlive.get(60, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void aConnectionThatEndedIsForgotten() throws Exception {
        try (ServerSocketChannel listener = ServerSocketChannel.open()) {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            CountDownLatch read = new CountDownLatch(1);
            try (Connections _ =
                    new Connections(
                            listener,
                            new InputCounters("forgotten", Clock.systemUTC()),
                            List.of(),
                            Duration.ofDays(1),
                            _ -> read.countDown())) {
                SocketChannel.open(listener.getLocalAddress()).close();
                assertThat(read.await(60, TimeUnit.SECONDS)).isTrue();
                awaitUntil(() -> !threads().contains("timeout forgotten"));
            }
        }
    }

    @Test
    void aFewAddressesDoNotKeepAllOthersOut() throws Exception {
        int port = freePort();
        start("syslog+tcp://127.0.0.1:" + port);
        List<Socket> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 64; i++) {
                silent.add(connect("127.0.0." + (2 + i % 4), port));
                silent.get(i).getOutputStream().write(octets("<30>begun\n"));
            }
            try (Socket late = connect("127.0.0.1", port)) {
                late.getOutputStream()
                        .write(octets("<30>dnsmasq[1]: query[A] a.com from 192.0.2.1\n"));
                awaitUntil(() -> asked().containsKey("a.com"));
            }
        } finally {
            for (Socket each : silent) {
                each.close();
            }
        }
    }

    private static Socket connect(String from, int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0);
    }

    /** All threads, virtual ones too. */
    private String threads() {
        try {
            Path dump = Files.createTempDirectory(folder, "threads").resolve("dump");
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            return Files.readString(dump);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendWithoutEnd(Socket peer, CountDownLatch sending) {
        byte[] block = new byte[BLOCK];
        Arrays.fill(block, (byte) 'x');
        try {
            while (true) {
                peer.getOutputStream().write(block);
                sending.countDown();
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }
}
