package org.domainstats.communityclient;

import org.domainstats.base.LimitedLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/**
 * A socket connected to one address of the server, with the thread that reads from it; both end
 * together. As the socket is connected, the kernel drops what comes from elsewhere.
 */
final class UdpConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpConnection.class);

    /** Thousands of requests a second are answered in bursts. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final DatagramChannel channel;
    private final Receiver receiver;
    private final int largest;
    private final LimitedLog limitedLog = new LimitedLog(LOG);

    private UdpConnection(DatagramChannel channel, Receiver receiver, int largest) {
        this.channel = channel;
        this.receiver = receiver;
        this.largest = largest;
    }

    /** Takes a datagram, on the connection's thread. */
    @FunctionalInterface
    interface Receiver {

        void receive(byte[] bytes, int length);
    }

    /**
     * Opens a connection.
     *
     * @param largest datagrams are cut off one byte after this
     */
    static UdpConnection open(InetSocketAddress server, int largest, Receiver receiver)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        boolean started = false;
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.connect(server);
            UdpConnection connection = new UdpConnection(channel, receiver, largest);
            Thread.ofPlatform()
                    .daemon()
                    .name("community-udp-" + server.getPort())
                    .start(connection::read);
            started = true;
            return connection;
        } finally {
            if (!started) {
                channel.close();
            }
        }
    }

    void send(byte[] datagram) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            LOG.debug("the server's port is closed; the next repeat may find it open");
        }
    }

    private void read() {
        try (channel) {
            ByteBuffer buffer = ByteBuffer.allocate(largest + 1);
            while (true) {
                buffer.clear();
                if (receive(buffer)) {
                    receiver.receive(buffer.array(), buffer.position());
                }
            }
        } catch (ClosedChannelException e) {
            LOG.debug("the connection was closed");
        } catch (IOException e) {
            limitedLog.warn("read", e, "the socket to the community server broke; opening another");
        }
    }

    private boolean receive(ByteBuffer buffer) throws IOException {
        try {
            channel.read(buffer);
            return true;
        } catch (PortUnreachableException e) {
            // Reported by the network for an earlier send; those who wait send again.
            return false;
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            limitedLog.warn("close", e, "the socket to the community server did not close well");
        }
    }
}
