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
import java.nio.channels.ClosedChannelException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Requests to the server as datagrams over one socket. */
final class UdpTransport implements CommunityTransport {

    /** Each waits on a thread of its own; a flood must not become a flood on the network. */
    private static final int MAX_WAITING = 4_096;

    /** Longer than a round trip across a continent; then twice that, and so on. */
    private static final Duration FIRST_REPEAT = Duration.ofMillis(200);

    private final CommunityAddress.Udp server;
    private final Resolver resolver;
    private final ReplyVerification verification;
    private final ConcurrentHashMap<MessageId, Waiting> waiting = new ConcurrentHashMap<>();
    private final Semaphore permits = new Semaphore(MAX_WAITING);

    /** Guarded by this, as is what opens and closes it: no socket is ever left behind. */
    private @Nullable UdpConnection connection;

    private boolean closed;

    UdpTransport(CommunityAddress.Udp server, ReplyVerification verification) {
        this(server, UdpTransport::resolve, verification);
    }

    UdpTransport(CommunityAddress.Udp server, Resolver resolver, ReplyVerification verification) {
        this.server = server;
        this.resolver = resolver;
        this.verification = verification;
    }

    /** Resolves the server's name. */
    @FunctionalInterface
    interface Resolver {

        InetSocketAddress resolve(CommunityAddress.Udp server) throws IOException;
    }

    private static InetSocketAddress resolve(CommunityAddress.Udp server) throws IOException {
        InetSocketAddress address = new InetSocketAddress(server.host(), server.port());
        if (address.isUnresolved()) {
            throw new IOException("the name " + server.host() + " is not known");
        }
        return address;
    }

    @Override
    public ReceivedReply exchange(CommunityRequest.Valid request, Duration deadline) {
        if (!permits.tryAcquire()) {
            return new ReceivedReply.None(MAX_WAITING + " entries to " + server + " wait already");
        }
        MessageId id = Objects.requireNonNull(request.id(), "a request of ours has an id");
        Waiting answer = new Waiting(RequestCodec.action(request));
        waiting.put(id, answer);
        try {
            return repeat(verification.seal(RequestCodec.encode(request)), answer, deadline);
        } catch (IOException e) {
            return new ReceivedReply.None("cannot send to " + server + ": " + e.getMessage());
        } finally {
            waiting.remove(id, answer);
            permits.release();
        }
    }

    private ReceivedReply repeat(byte[] datagram, Waiting answer, Duration deadline)
            throws IOException {
        long end = System.nanoTime() + deadline.toNanos();
        long pause = FIRST_REPEAT.toNanos();
        while (true) {
            connection().send(datagram);
            long left = end - System.nanoTime();
            if (left <= 0) {
                return noReply(deadline);
            }
            try {
                return new ReceivedReply.Reply(
                        answer.reply.get(Math.min(pause, left), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                pause *= 2;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return noReply(deadline);
            } catch (ExecutionException e) {
                throw new IllegalStateException("a reply is never a fault", e);
            }
            if (System.nanoTime() >= end) {
                return noReply(deadline);
            }
        }
    }

    private ReceivedReply noReply(Duration deadline) {
        return new ReceivedReply.None(
                server
                        + " did not answer within "
                        + deadline.toMillis()
                        + " ms"
                        + verification.unverifiedReply());
    }

    private synchronized UdpConnection connection() throws IOException {
        if (closed) {
            throw new ClosedChannelException();
        }
        UdpConnection open = connection;
        if (open == null || !open.isOpen()) {
            open =
                    UdpConnection.open(
                            resolver.resolve(server), MessageLimits.DATAGRAM, this::receive);
            connection = open;
        }
        return open;
    }

    @Override
    public synchronized void reconnect() {
        if (connection != null) {
            connection.close();
            connection = null;
        }
    }

    private void receive(byte[] bytes, int length) {
        Identified received = verification.read(bytes, length, this::actionOf);
        if (received.id() == null || received.reply() instanceof Malformed) {
            return;
        }
        Waiting answer = waiting.get(received.id());
        if (answer != null) {
            answer.reply.complete(received.reply());
        }
    }

    private @Nullable Action actionOf(@Nullable MessageId id) {
        Waiting answer = id == null ? null : waiting.get(id);
        return answer == null ? null : answer.action;
    }

    @Override
    public synchronized void close() {
        closed = true;
        reconnect();
    }

    /** A request in flight. */
    private static final class Waiting {

        private final Action action;
        private final CompletableFuture<CommunityReply> reply = new CompletableFuture<>();

        private Waiting(Action action) {
            this.action = action;
        }
    }
}
