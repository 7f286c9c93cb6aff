package org.domainstats.registry;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * A connection with an end. A time limit on each read would let a host that drips a byte a second
 * hold us for ever, so a watchdog closes the socket when the time is up.
 */
final class RegistryConnection implements AutoCloseable {

    private final Socket raw;
    private final Thread watchdog;
    private volatile boolean expired;
    private Socket socket;

    RegistryConnection(Socket raw, Deadline deadline) {
        this.raw = raw;
        this.socket = raw;
        this.watchdog = Thread.ofVirtual().start(() -> closeAt(deadline));
    }

    private void closeAt(Deadline deadline) {
        try {
            Thread.sleep(deadline.remaining());
            expired = true;
            raw.close();
        } catch (InterruptedException closedInTime) {
            // as it should be
        } catch (IOException alreadyBroken) {
            // nothing is left to end
        }
    }

    /** Goes on in TLS, if the host proves to be {@code host}. */
    void secure(String host, SSLSocketFactory factory) throws IOException {
        SSLSocket secured = (SSLSocket) factory.createSocket(raw, host, raw.getPort(), true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secured.setSSLParameters(parameters);
        socket = secured;
        secured.startHandshake();
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** The fault as the caller should tell it: what broke here because time was up is slowness. */
    IOException told(IOException fault) {
        return expired ? new SocketTimeoutException("too slow") : fault;
    }

    @Override
    public void close() {
        watchdog.interrupt();
        closeQuietly(raw);
    }

    private static void closeQuietly(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException alreadyBroken) {
            // a socket that cannot be closed is closed
        }
    }
}
