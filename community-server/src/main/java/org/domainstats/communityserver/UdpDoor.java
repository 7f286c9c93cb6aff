package org.domainstats.communityserver;

import org.domainstats.protocol.Limits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;

/** The door for datagrams: one thread takes them and answers what is in memory. */
final class UdpDoor implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpDoor.class);

    /** Holds what comes while a garbage collection lasts. */
    private static final int BUFFER = 4 << 20;

    /** Replies up to this go out however small the request was. */
    private static final int SMALL_REPLY = 512;

    /** A forged sender must not turn us on its victim with more than this. */
    private static final int MOST_AMPLIFICATION = 8;

    private final DatagramChannel channel;
    private final Desk desk;
    private final Traffic traffic;

    private UdpDoor(DatagramChannel channel, Desk desk, Traffic traffic) {
        this.channel = channel;
        this.desk = desk;
        this.traffic = traffic;
    }

    static UdpDoor open(InetSocketAddress address, Desk desk, Traffic traffic) throws IOException {
        DatagramChannel channel = DatagramChannel.open();
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, BUFFER);
            channel.setOption(StandardSocketOptions.SO_SNDBUF, BUFFER);
            channel.bind(address);
        } catch (IOException e) {
            channel.close();
            throw new IOException("cannot listen on udp " + address + ": " + e.getMessage(), e);
        }
        UdpDoor door = new UdpDoor(channel, desk, traffic);
        Thread.ofPlatform().name("community-udp").start(door::serve);
        return door;
    }

    int port() throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    private void serve() {
        ByteBuffer in = ByteBuffer.allocateDirect(Limits.DATAGRAM + 1);
        while (channel.isOpen()) {
            try {
                in.clear();
                SocketAddress sender = channel.receive(in);
                if (sender instanceof InetSocketAddress from) {
                    in.flip();
                    byte[] datagram = new byte[in.remaining()];
                    in.get(datagram);
                    take(datagram, from);
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                LOG.warn("a datagram could not be received: {}", e.getMessage());
            } catch (RuntimeException e) {
                // Whatever one datagram does must not end the door for the others.
                LOG.error("a datagram was not handled", e);
            }
        }
    }

    private void take(byte[] datagram, InetSocketAddress from) {
        desk.take(
                datagram,
                datagram.length,
                from.getAddress(),
                outcome -> answer(outcome, datagram.length, from));
    }

    private void answer(Outcome outcome, int asked, InetSocketAddress to) {
        switch (outcome) {
            case Outcome.Bytes reply -> send(reply.bytes(), asked, to);
            case Outcome.Nothing _, Outcome.Malformed _, Outcome.Limited _ -> {}
        }
    }

    private void send(byte[] reply, int asked, InetSocketAddress to) {
        if (reply.length > Math.max(SMALL_REPLY, MOST_AMPLIFICATION * asked)
                || reply.length > Limits.DATAGRAM) {
            traffic.refused.increment();
            return;
        }
        try {
            channel.send(ByteBuffer.wrap(reply), to);
        } catch (IOException e) {
            LOG.debug("a reply could not be sent", e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
