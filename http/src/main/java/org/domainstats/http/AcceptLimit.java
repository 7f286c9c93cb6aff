package org.domainstats.http;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

import org.domainstats.base.LimitedLog;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the connections that were accepted and are not established: a listener learns of one only
 * when its TLS handshake is done, and until then it may be a client that sends half of its hello.
 * Sees each connection before anything is made for it.
 */
@ChannelHandler.Sharable
final class AcceptLimit extends ChannelInboundHandlerAdapter {

    private static final AttributeKey<Pending> PENDING =
            AttributeKey.valueOf("domain-stats-pending");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(AcceptLimit.class));
    private final ConnectionCounts counts;

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
        Pending pending = new Pending(counts, address, new AtomicBoolean());
        child.attr(PENDING).set(pending);
        child.closeFuture().addListener(_ -> pending.end());
        context.fireChannelRead(message);
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

    /** A connection that counts until it is established, or closed. */
    private record Pending(ConnectionCounts counts, InetAddress address, AtomicBoolean ended) {

        void end() {
            if (ended.compareAndSet(false, true)) {
                counts.remove(address);
            }
        }
    }
}
