package org.domainstats.processkit;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** TCP ports of loopback, for programs that cannot choose one themselves. */
public final class LocalPorts {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    /**
     * Below those that Linux gives to whoever wants any: such a one was taken by a connection or a
     * server of another test before the program that it was meant for had started.
     */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_767;
    private static final int ATTEMPTS = 1_000;

    private LocalPorts() {}

    /** A port that nobody had a moment ago, for TCP and for UDP. */
    public static int free() throws IOException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IOException("no free port from " + LOWEST + " to " + HIGHEST);
    }

    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket _ = new ServerSocket(port, 1, loopback);
                DatagramSocket _ = new DatagramSocket(port, loopback)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port + "/");
    }

    /**
     * Waits until a process listens on a port.
     *
     * @throws IOException if it ended, or does not listen within half a minute
     */
    public static void awaitOpen(Process process, int port)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (!isOpen(port)) {
            if (!process.isAlive() || System.nanoTime() - start > START.toNanos()) {
                process.destroyForcibly();
                throw new IOException("no server came up on port " + port);
            }
            TimeUnit.NANOSECONDS.sleep(BETWEEN_TRIES.toNanos());
        }
    }

    private static boolean isOpen(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
