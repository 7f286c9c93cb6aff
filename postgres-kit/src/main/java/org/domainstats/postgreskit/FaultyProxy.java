package org.domainstats.postgreskit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * A TCP proxy on loopback in front of a server, which delays, cuts and swallows what passes through
 * it as the test says.
 */
public final class FaultyProxy implements AutoCloseable {

    private static final int CHUNK = 16_384;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Disturbance disturbance = (_, _) -> new Passed(Duration.ZERO);

    /** Where a chunk goes. */
    public enum Direction {
        TO_SERVER,
        TO_CLIENT
    }

    /** What becomes of a chunk. */
    public sealed interface Treatment {}

    /** It arrives, after this time. */
    public record Passed(Duration after) implements Treatment {}

    /** It is lost, and both connections are closed. */
    public record Cut() implements Treatment {}

    /** It is lost, as all that follows is, without an error. */
    public record Swallowed() implements Treatment {}

    /** Decides what becomes of each chunk; called by several threads. */
    @FunctionalInterface
    public interface Disturbance {
        Treatment of(Direction direction, byte[] chunk);
    }

    private FaultyProxy(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** Starts one that disturbs nothing yet. */
    public static FaultyProxy start(int targetPort) throws IOException {
        ServerSocket listener = new ServerSocket(0, 512, InetAddress.getLoopbackAddress());
        FaultyProxy proxy = new FaultyProxy(listener, targetPort);
        Thread.ofVirtual().start(proxy::accept);
        return proxy;
    }

    public int port() {
        return listener.getLocalPort();
    }

    public void disturb(Disturbance how) {
        disturbance = how;
    }

    /** Disturbs nothing any more. */
    public void heal() {
        disturbance = (_, _) -> new Passed(Duration.ZERO);
    }

    /** Closes all connections that are open. */
    public void cutAll() {
        open.forEach(FaultyProxy::closeQuietly);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException e) {
                // Closed; otherwise the next client finds out.
            }
        }
    }

    private void connect(Socket client) {
        open.add(client);
        try {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread.ofVirtual().start(() -> copy(client, server, Direction.TO_SERVER));
            copy(server, client, Direction.TO_CLIENT);
        } catch (IOException e) {
            // The server is down: so it seems to the client, too.
            close(client);
        }
    }

    private void copy(Socket from, Socket to, Direction direction) {
        byte[] buffer = new byte[CHUNK];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            boolean swallowing = false;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                switch (disturbance.of(direction, Arrays.copyOf(buffer, read))) {
                    case Passed passed -> {
                        TimeUnit.NANOSECONDS.sleep(passed.after.toNanos());
                        if (!swallowing) {
                            out.write(buffer, 0, read);
                        }
                    }
                    case Cut _ -> {
                        return;
                    }
                    case Swallowed _ -> swallowing = true;
                }
            }
        } catch (IOException e) {
            // One side closed: so does the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
        }
    }

    private void close(Socket socket) {
        open.remove(socket);
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        cutAll();
    }
}
