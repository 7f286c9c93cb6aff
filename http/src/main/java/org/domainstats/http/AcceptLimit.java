package org.domainstats.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import org.domainstats.base.LimitedLog;
import org.domainstats.model.AddressPrefix;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the connections that were accepted and are not established: a listener learns of one only
 * when its TLS handshake is done, and until then it may be a client that sends half of its hello.
 * Of those of one host some are under way at a time, as each handshake takes an event loop longer
 * than a hundred requests; the others wait, and with them nobody else. Where those of all hosts
 * take too much memory, the host that has most of them loses what it began first. Sees each
 * connection before anything is made for it.
 */
@ChannelHandler.Sharable
final class AcceptLimit extends ChannelInboundHandlerAdapter {

    /** Handshakes of one host at a time: what they take of a loop together, nobody else notices. */
    static final int MOST_UNDER_WAY = 32;

    /** One that takes longer waits for its client, and takes no time of an event loop. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** What one takes once its client's hello has come, with some room. */
    private static final int MEMORY = 16 * 1_024;

    /** Of the handshakes of all hosts: a thousand, however many hosts begin one after another. */
    private static final int MOST_MEMORY = 1_024 * MEMORY;

    private static final AttributeKey<Pending> PENDING =
            AttributeKey.valueOf("domain-stats-pending");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(AcceptLimit.class));
    private final ConnectionCounts counts;
    private final ReceiveBudget memory = new ReceiveBudget(MOST_MEMORY);

    /** Guarded by this. */
    private final Map<AddressPrefix, Host> hosts = new HashMap<>();

    AcceptLimit(HttpLimits limits) {
        this.counts = new ConnectionCounts(limits);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof Channel child)
                || !(child.remoteAddress() instanceof InetSocketAddress remote)) {
            context.fireChannelRead(message);
            return;
        }
        InetAddress address = remote.getAddress();
        if (!counts.tryAdd(address)) {
            log.warn(
                    "accept",
                    null,
                    "closed a new connection of {}: {} wait for their TLS handshake",
                    address.getHostAddress(),
                    counts.total());
            child.unsafe().closeForcibly();
            return;
        }
        Pending pending = new Pending(context, child, address);
        child.attr(PENDING).set(pending);
        child.closeFuture().addListener(_ -> pending.end());
        begin(pending);
    }

    /** Counts a connection no longer: its listener has taken over. */
    static void established(HttpConnection connection) {
        if (connection instanceof ConnectionBase base) {
            @Nullable Pending pending = base.channel().attr(PENDING).getAndSet(null);
            if (pending != null) {
                pending.end();
            }
        }
    }

    private void begin(Pending pending) {
        if (tryBegin(pending)) {
            pending.register();
        } else {
            beginLater(pending.host, pending.context);
        }
    }

    private synchronized boolean tryBegin(Pending pending) {
        Host host = hosts.computeIfAbsent(pending.host, _ -> new Host());
        if (host.waiting.isEmpty() && host.tryBegin(pending)) {
            return true;
        }
        host.waiting.add(pending);
        return false;
    }

    private void end(Pending ended) {
        synchronized (this) {
            Host host = hosts.get(ended.host);
            if (host != null && !host.underWay.remove(ended)) {
                host.waiting.remove(ended);
            }
        }
        beginWaiting(ended.host);
    }

    /** Goes on with those of a host that may begin by now. */
    private void beginWaiting(AddressPrefix prefix) {
        waitingThatMayBegin(prefix).forEach(Pending::registerOnItsLoop);
    }

    private synchronized List<Pending> waitingThatMayBegin(AddressPrefix prefix) {
        Host host = hosts.get(prefix);
        if (host == null) {
            return List.of();
        }
        List<Pending> begun = new ArrayList<>();
        while (!host.waiting.isEmpty() && host.tryBegin(host.waiting.element())) {
            begun.add(host.waiting.remove());
        }
        if (host.underWay.isEmpty() && host.waiting.isEmpty()) {
            hosts.remove(prefix);
        }
        return begun;
    }

    /** Those under way may never end, and never tell. */
    private void beginLater(AddressPrefix prefix, ChannelHandlerContext context) {
        synchronized (this) {
            Host host = hosts.get(prefix);
            if (host == null || host.waiting.isEmpty() || host.scheduled) {
                return;
            }
            host.scheduled = true;
        }
        Runnable check =
                () -> {
                    synchronized (this) {
                        Host host = hosts.get(prefix);
                        if (host != null) {
                            host.scheduled = false;
                        }
                    }
                    beginWaiting(prefix);
                    beginLater(prefix, context);
                };
        var _ = context.executor().schedule(check, LONGEST.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The connections of one host. */
    private static final class Host {

        /** The first one has been so for the longest time. */
        private final LinkedHashSet<Pending> underWay = new LinkedHashSet<>();

        private final Queue<Pending> waiting = new ArrayDeque<>();
        private boolean scheduled;

        private boolean tryBegin(Pending pending) {
            long now = System.nanoTime();
            if (underWay.size() >= MOST_UNDER_WAY) {
                Pending first = underWay.getFirst();
                if (now - first.begun < LONGEST.toNanos()) {
                    return false;
                }
                underWay.remove(first);
            }
            pending.begun = now;
            underWay.add(pending);
            return true;
        }
    }

    /** A connection that counts until it is established, or closed. */
    private final class Pending {

        private final ChannelHandlerContext context;
        private final Channel child;
        private final InetAddress address;
        private final AddressPrefix host;
        private final ReceiveBudget.Share share;
        private final AtomicBoolean ended = new AtomicBoolean();
        private long begun;

        private Pending(ChannelHandlerContext context, Channel child, InetAddress address) {
            this.context = context;
            this.child = child;
            this.address = address;
            this.host = AddressPrefix.ofHost(address);
            this.share = memory.begin(address, this::evict);
        }

        private void register() {
            context.fireChannelRead(child);
            share.hold(MEMORY);
        }

        private void evict() {
            log.warn(
                    "memory",
                    null,
                    "closed a new connection of {}: too many TLS handshakes are under way",
                    address.getHostAddress());
            var _ = child.close();
        }

        private void registerOnItsLoop() {
            try {
                context.executor().execute(this::registerOrClose);
            } catch (RejectedExecutionException serverHasEnded) {
                close();
            }
        }

        private void registerOrClose() {
            if (context.isRemoved() || !context.channel().isActive()) {
                close();
            } else {
                register();
            }
        }

        private void close() {
            child.unsafe().closeForcibly();
            end();
        }

        private void end() {
            if (ended.compareAndSet(false, true)) {
                share.end();
                counts.remove(address);
                AcceptLimit.this.end(this);
            }
        }
    }
}
