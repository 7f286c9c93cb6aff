package org.domainstats.httpclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers with bytes that a real HTTP server would never send. */
final class RawServer implements AutoCloseable {

    /** One connection. */
    @FunctionalInterface
    interface Conversation {
        void run(InputStream in, OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket listener;
    private final Conversation conversation;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();

    RawServer(Conversation conversation) {
        this(InetAddress.getLoopbackAddress(), conversation);
    }

    RawServer(InetAddress address, Conversation conversation) {
        this.conversation = conversation;
        try {
            this.listener = new ServerSocket(0, 50, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().start(this::accept);
    }

    /** A server that closes the connection after each reply. */
    static RawServer replying(byte[] reply) {
        return new RawServer(
                (in, out) -> {
                    readHead(in);
                    out.write(reply);
                });
    }

    static RawServer replying(String reply) {
        return replying(reply.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Reads a request up to the empty line; returns it, or what came before the end. */
    static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int octet = in.read();
            if (octet < 0) {
                break;
            }
            head.append((char) octet);
        }
        return head.toString();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> converse(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            conversation.run(socket.getInputStream(), socket.getOutputStream());
        } catch (IOException gone) {
            // the client has seen enough
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    URI uri(String host) {
        return URI.create("http://" + host + ":" + port() + "/path?query=1");
    }

    URI uri() {
        return uri("127.0.0.1");
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
