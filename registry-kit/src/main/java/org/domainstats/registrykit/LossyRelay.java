package org.domainstats.registrykit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A network between clients and a server that loses and repeats datagrams, always in the same way
 * for the same seed, and remembers what the clients sent.
 */
public final class LossyRelay implements AutoCloseable {

    private final DatagramChannel front;
    private final double share;
    private final Random random;
    private final Map<SocketAddress, DatagramChannel> backs = new ConcurrentHashMap<>();
    private final List<String> sent = new CopyOnWriteArrayList<>();
    private volatile int serverPort;

    /**
     * A network in front of a server on loopback.
     *
     * @param percent how many of a hundred datagrams are lost, and how many come twice
     */
    public LossyRelay(int serverPort, int percent, long seed) throws IOException {
        this.serverPort = serverPort;
        share = percent / 100.0;
        this.random = new Random(seed);
        this.front = DatagramChannel.open().bind(loopback(0));
        Thread.ofPlatform().daemon().start(() -> forth());
    }

    /** Where the clients send to. */
    public int port() throws IOException {
        return ((InetSocketAddress) front.getLocalAddress()).getPort();
    }

    public void serverMovedTo(int port) {
        serverPort = port;
    }

    /** What came from clients, lost or not. */
    public List<String> sent() {
        return sent;
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private void forth() {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        try {
            while (true) {
                buffer.clear();
                SocketAddress client = front.receive(buffer);
                buffer.flip();
                sent.add(StandardCharsets.UTF_8.decode(buffer.duplicate()).toString());
                DatagramChannel back = backs.computeIfAbsent(client, this::back);
                pass(buffer, back, loopback(serverPort));
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatagramChannel back(SocketAddress client) {
        try {
            DatagramChannel back = DatagramChannel.open().bind(loopback(0));
            Thread.ofPlatform().daemon().start(() -> returnTo(client, back));
            return back;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void returnTo(SocketAddress client, DatagramChannel back) {
        ByteBuffer buffer = ByteBuffer.allocate(65_536);
        try {
            while (true) {
                buffer.clear();
                back.receive(buffer);
                buffer.flip();
                pass(buffer, front, client);
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(ByteBuffer datagram, DatagramChannel through, SocketAddress to)
            throws IOException {
        int times;
        synchronized (random) {
            times = random.nextDouble() < share ? 0 : random.nextDouble() < share ? 2 : 1;
        }
        for (int i = 0; i < times; i++) {
            through.send(datagram.duplicate(), to);
        }
    }

    @Override
    public void close() throws IOException {
        front.close();
        for (DatagramChannel back : backs.values()) {
            back.close();
        }
    }
}
