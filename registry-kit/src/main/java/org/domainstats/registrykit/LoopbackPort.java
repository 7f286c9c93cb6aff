package org.domainstats.registrykit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

import javax.net.ServerSocketFactory;

/** A listening port on loopback that serves each connection on a thread of its own. */
final class LoopbackPort implements AutoCloseable {

    /** What is done with a connection. */
    interface Service {
        void serve(ClientConnection wire) throws IOException, InterruptedException;
    }

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final ServerSocket listening;
    private final Service service;

    private LoopbackPort(ServerSocket listening, Service service) {
        this.listening = listening;
        this.service = service;
    }

    /**
     * Opens a port.
     *
     * @param number 0 for any free one
     */
    static LoopbackPort open(int number, Service service) {
        return open(number, ServerSocketFactory.getDefault(), service);
    }

    /**
     * The same with sockets of another kind.
     *
     * @param sockets makes the sockets, for example such of TLS
     */
    static LoopbackPort open(int number, ServerSocketFactory sockets, Service service) {
        try {
            ServerSocket listening =
                    sockets.createServerSocket(number, 1_024, InetAddress.getByAddress(LOOPBACK));
            LoopbackPort port = new LoopbackPort(listening, service);
            Thread.ofVirtual().name("loopback-registry-", 0).start(port::accept);
            return port;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int number() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            service.serve(new ClientConnection(socket));
        } catch (IOException gone) {
            // clients that give up are what this is for
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
