package org.domainstats.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Clock;
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
