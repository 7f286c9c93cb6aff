package org.domainstats.inputs;

import jdk.net.ExtendedSocketOptions;

import org.domainstats.base.LimitedLog;
import org.domainstats.inputs.InputCounters.Drop;
import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/**
 * The connections of a listener. They are few, those of one address fewer, and one that does not
 * begin to speak the protocol is closed.
 *
 * <p>Each is read on a platform thread: a virtual one whose peer sends without a pause never waits,
 * and so never lets go of the carrier that questions are answered on.
 */
final class Connections implements AutoCloseable {

    private static final int MOST = 64;
    private static final int MOST_OF_ONE_ADDRESS = 16;

    /** A connection says within this time what it is. */
    static final Duration TO_BEGIN = Duration.ofSeconds(10);

    /** After so long a silence its system is asked whether the peer still lives. */
    private static final int SILENT_SECONDS = 60;

    private static final int PROBES = 6;

    private static final long AFTER_FAULT_MILLIS = 200;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(Connections.class));
    private final ServerSocketChannel listener;
    private final InputCounters counters;
    private final List<AddressPrefix> from;
    private final Duration toBegin;
    private final Handler handler;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;
    private volatile boolean closed;

    /** Reads a connection to its end. */
    @FunctionalInterface
    interface Handler {
        void read(Connection connection) throws IOException, InterruptedException;
    }

    /**
     * @param listener bound, and closed with this
     * @param from who may connect; empty for everybody
     * @param toBegin within which a connection begins
     */
    Connections(
            ServerSocketChannel listener,
            InputCounters counters,
            List<AddressPrefix> from,
            Duration toBegin,
            Handler handler) {
        this.listener = listener;
        this.counters = counters;
        this.from = List.copyOf(from);
        this.toBegin = toBegin;
        this.handler = handler;
        this.acceptor =
                Thread.ofPlatform()
                        .daemon()
                        .name("acceptor " + counters.input())
                        .start(this::accept);
    }

    /**
     * A connection.
     *
     * @param peer null on a socket of this machine
     */
    record Connection(
            SocketChannel channel,
            @Nullable InetAddress peer,
            AtomicBoolean begun,
            AtomicLong lastRead) {

        Connection(SocketChannel channel, @Nullable InetAddress peer) {
            this(channel, peer, new AtomicBoolean(), new AtomicLong(System.nanoTime()));
        }

        /** Says that the protocol was spoken. */
        void begin() {
            begun.set(true);
            lastRead.set(System.nanoTime());
        }

        long silentNanos() {
            return System.nanoTime() - lastRead.get();
        }
    }

    private void accept() {
        while (!closed) {
            try {
                admit(listener.accept());
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                // No file descriptor is free perhaps; connections wait meanwhile.
                log.warn("accept", e, "{} cannot accept a connection", counters.input());
                pause();
            }
        }
    }

    private void admit(SocketChannel channel) throws IOException {
        if (channel.getRemoteAddress() instanceof InetSocketAddress) {
            enableKeepAlive(channel);
        }
        Connection connection = new Connection(channel, peer(channel.getRemoteAddress()));
        if (!isAdmitted(connection)) {
            counters.drop(Drop.REFUSED);
            channel.close();
            return;
        }
        open.add(connection);
        Thread reader =
                Thread.ofPlatform()
                        .daemon()
                        .name("connection " + counters.input())
                        .start(() -> read(connection));
        Thread.ofVirtual()
                .name("timeout " + counters.input())
                .start(() -> closeUnlessBegun(connection, reader));
    }

    /** A peer that lost its power says nothing; it must not hold its place for ever. */
    private static void enableKeepAlive(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, SILENT_SECONDS);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, SILENT_SECONDS / PROBES);
        channel.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
    }

    private static @Nullable InetAddress peer(@Nullable SocketAddress address) {
        return address instanceof InetSocketAddress internet ? internet.getAddress() : null;
    }

    private boolean isAdmitted(Connection connection) {
        InetAddress peer = connection.peer;
        if (peer == null) {
            return open.size() < MOST;
        }
        if (!from.isEmpty() && from.stream().noneMatch(each -> each.contains(peer))) {
            return false;
        }
        Map<AddressPrefix, List<Connection>> ofAddresses =
                open.stream()
                        .filter(each -> each.peer != null)
                        .collect(Collectors.groupingBy(Connections::address));
        int own = ofAddresses.getOrDefault(AddressPrefix.ofHost(peer), List.of()).size();
        return own < MOST_OF_ONE_ADDRESS && (open.size() < MOST || makeRoom(ofAddresses, own));
    }

    private static AddressPrefix address(Connection connection) {
        return AddressPrefix.ofHost(Objects.requireNonNull(connection.peer));
    }

    /**
     * Closes a connection of the address that has most of them, so that a few addresses cannot keep
     * all others out: the one that was silent longest.
     */
    private boolean makeRoom(Map<AddressPrefix, List<Connection>> ofAddresses, int own) {
        List<Connection> most =
                ofAddresses.values().stream()
                        .max(Comparator.comparingInt(List::size))
                        .orElse(List.of());
        boolean room = most.size() > own + 1;
        if (room) {
            Connection silent =
                    Collections.max(most, Comparator.comparingLong(Connection::silentNanos));
            counters.drop(Drop.REFUSED);
            open.remove(silent);
            close(silent);
        }
        log.warn(
                "full",
                null,
                "{}: all {} connections are taken; {}",
                counters.input(),
                MOST,
                room
                        ? "one of " + most.size() + " of " + most.getFirst().peer + " was closed"
                        : "one more was refused");
        return room;
    }

    private void read(Connection connection) {
        try {
            handler.read(connection);
        } catch (FrameStream.MalformedStream e) {
            counters.drop(Drop.MALFORMED);
            log.warn(
                    "malformed",
                    null,
                    "{}: a connection was closed: {}",
                    counters.input(),
                    String.valueOf(e.getMessage()));
        } catch (IOException e) {
            // The other end is gone; what it had sent was read.
            LoggerFactory.getLogger(Connections.class).debug("connection lost", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(connection);
            close(connection);
        }
    }

    /** Ends with the connection: thousands may come and go within the time. */
    private void closeUnlessBegun(Connection connection, Thread reader) {
        try {
            if (!reader.join(toBegin) && !connection.begun.get()) {
                close(connection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void close(Connection connection) {
        try {
            connection.channel.close();
        } catch (IOException e) {
            LoggerFactory.getLogger(Connections.class).debug("close failed", e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_FAULT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes no more connections, and closes those that are open. */
    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
            acceptor.join();
        } catch (IOException e) {
            log.warn("close", e, "{} cannot be closed", counters.input());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Connections::close);
    }
}
