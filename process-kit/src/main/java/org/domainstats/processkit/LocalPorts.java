package org.domainstats.processkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** TCP ports of loopback, for programs that cannot choose one themselves. */
public final class LocalPorts {

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private LocalPorts() {}

    /** A port that nobody had a moment ago. */
    public static int free() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
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
