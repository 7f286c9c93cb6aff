package org.domainstats.communityclient;

import org.domainstats.protocol.Action;
import org.domainstats.protocol.CommunityReply;
import org.domainstats.protocol.CommunityReply.Identified;
import org.domainstats.protocol.CommunityRequest;
import org.domainstats.protocol.Malformed;
import org.domainstats.protocol.MessageId;
import org.domainstats.protocol.MessageLimits;
import org.domainstats.protocol.RequestCodec;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Datagrams to the server over one socket, and one thread that takes what comes back. The socket is
 * connected, so that the kernel drops what does not come from the server's address.
 */
final class UdpTransport implements CommunityTransport {

    /** Each waits on a thread of its own; a flood must not become a flood on the network. */
    private static final int MOST_WAITING = 4_096;

    /** Longer than the way across a continent and back; then twice that, and so on. */
    private static final Duration FIRST_REPEAT = Duration.ofMillis(200);

    /** Thousands of questions a second are answered in bursts. */
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final CommunityAddress.Udp server;
    private final ReplyVerification belief;
    private final ConcurrentHashMap<MessageId, Waiting> waiting = new ConcurrentHashMap<>();
    private final Semaphore seats = new Semaphore(MOST_WAITING);
    private volatile @Nullable DatagramChannel channel;
    private volatile boolean closed;

    UdpTransport(CommunityAddress.Udp server, ReplyVerification belief) {
        this.server = server;
        this.belief = belief;
    }

    @Override
    public ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline) {
        if (!seats.tryAcquire()) {
            return new ReceivedReply.Nothing(
                    MOST_WAITING + " questions to " + server + " wait already");
        }
        MessageId id = Objects.requireNonNull(request.id(), "a request of ours has an id");
        Waiting answer = new Waiting(RequestCodec.action(request));
        waiting.put(id, answer);
        try {
            return repeat(belief.seal(RequestCodec.encode(request)), answer, deadline);
        } catch (IOException e) {
            return new ReceivedReply.Nothing("cannot send to " + server + ": " + e.getMessage());
        } finally {
            waiting.remove(id, answer);
            seats.release();
        }
    }

    private ReceivedReply repeat(byte[] datagram, Waiting answer, Duration deadline)
            throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        long pause = FIRST_REPEAT.toNanos();
        while (true) {
            send(datagram);
            long left = end - System.nanoTime();
            if (left <= 0) {
                return nothing(deadline);
            }
            try {
                return new ReceivedReply.Bytes(
                        answer.reply.get(Math.min(pause, left), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                pause *= 2;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return nothing(deadline);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a reply is never a fault", e);
            }
            if (System.nanoTime() >= end) {
                return nothing(deadline);
            }
        }
    }

    private ReceivedReply nothing(Duration deadline) {
        return new ReceivedReply.Nothing(
                server + " did not answer within " + deadline.toMillis() + " ms" + belief.rumour());
    }

    private void send(byte[] datagram) throws IOException {
        try {
            connected().write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            // Nobody listens there just now; a server that restarts will by the next repeat.
        } catch (ClosedChannelException e) {
            channel = null;
            throw e;
        }
    }

    private DatagramChannel connected() throws IOException {
        DatagramChannel open = channel;
        return open != null && open.isOpen() ? open : connect();
    }

    private synchronized DatagramChannel connect() throws IOException {
        DatagramChannel open = channel;
        if (open != null && open.isOpen()) {
            return open;
        }
        if (closed) {
            throw new ClosedChannelException();
        }
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new IOException("the name " + server.host() + " is not known");
        }
        DatagramChannel fresh = DatagramChannel.open();
        fresh.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
        fresh.connect(address);
        channel = fresh;
        Thread.ofPlatform().daemon().name("community-replies").start(() -> receive(fresh));
        return fresh;
    }

    /** The server may have moved: the next send looks its name up again. */
    void reconnect() {
        DatagramChannel open = channel;
        channel = null;
        close(open);
    }

    private void receive(DatagramChannel from) {
        // One byte more than is allowed shows what was cut off.
        ByteBuffer buffer = ByteBuffer.allocate(MessageLimits.DATAGRAM + 1);
        while (from.isOpen()) {
            buffer.clear();
            try {
                from.read(buffer);
                take(buffer.array(), buffer.position());
            } catch (PortUnreachableException e) {
                // Said by the network of an earlier send; those who wait send again.
            } catch (IOException e) {
                close(from);
            }
        }
    }

    private void take(byte[] bytes, int length) {
        Identified said = belief.read(bytes, length, this::asked);
        if (said.id() == null || said.reply() instanceof Malformed) {
            return;
        }
        Waiting answer = waiting.get(said.id());
        if (answer != null) {
            answer.reply.complete(said.reply());
        }
    }

    private @Nullable Action asked(@Nullable MessageId id) {
        Waiting answer = id == null ? null : waiting.get(id);
        return answer == null ? null : answer.action;
    }

    private static void close(@Nullable DatagramChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // It is of no more use, whether or not it closes well.
        }
    }

    @Override
    public void close() {
        closed = true;
        close(channel);
    }

    /** One request under way. */
    private static final class Waiting {

        private final Action action;
        private final CompletableFuture<CommunityReply> reply = new CompletableFuture<>();

        private Waiting(Action action) {
            this.action = action;
        }
    }
}
