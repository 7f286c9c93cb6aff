package org.domainstats.registry;

import org.domainstats.base.Deadline;
import org.domainstats.httpclient.AllowedAddresses;
import org.domainstats.httpclient.ClientFailures;
import org.domainstats.httpclient.ConnectionException;
import org.domainstats.httpclient.ExchangeException;
import org.domainstats.httpclient.ExchangeTimeoutException;
import org.domainstats.httpclient.HostPort;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * A TCP connection to a WHOIS server that ends with a deadline. A timeout on each read would let a
 * host that sends a byte a second hold it for ever, so a watchdog closes the socket.
 */
final class WhoisConnection implements AutoCloseable {

    private final Socket socket;
    private final Thread watchdog;
    private volatile boolean expired;

    private WhoisConnection(Socket socket, Deadline deadline) {
        this.socket = socket;
        this.watchdog = Thread.ofVirtual().start(() -> closeAt(deadline));
    }

    /**
     * Connects to the first address of a server that accepts.
     *
     * @throws ExchangeException if there is no allowed address, or none that answers
     */
    static WhoisConnection open(HostPort server, AllowedAddresses addresses, Deadline deadline)
            throws ExchangeException {
        List<InetAddress> found = addresses.find(server.host(), deadline);
        ExchangeException last = new ConnectionException("its name has no address", null);
        int left = found.size();
        for (InetAddress address : found) {
            try {
                return connect(new InetSocketAddress(address, server.port()), deadline, left--);
            } catch (IOException e) {
                last = ClientFailures.translate(e);
            }
        }
        throw last;
    }

    /** Every address gets its share of what is left, the last one all of it. */
    private static WhoisConnection connect(
            InetSocketAddress address, Deadline deadline, int addresses) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(address, Math.max(1, deadline.remainingMillis() / addresses));
            socket.setTcpNoDelay(true);
            return new WhoisConnection(socket, deadline);
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private void closeAt(Deadline deadline) {
        try {
            Thread.sleep(deadline.remaining());
            expired = true;
            closeQuietly(socket);
        } catch (InterruptedException closedInTime) {
            // as it should be
        }
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    InputStream input() throws IOException {
        return socket.getInputStream();
    }

    /** The failure as it is reported: what broke here because time was up is a timeout. */
    ExchangeException failure(IOException cause) {
        return expired ? new ExchangeTimeoutException(cause) : ClientFailures.translate(cause);
    }

    @Override
    public void close() {
        watchdog.interrupt();
        closeQuietly(socket);
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // a socket that cannot be closed is closed
        }
    }
}
