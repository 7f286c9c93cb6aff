package org.domainstats.communityserver;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.domainstats.protocol.MessageLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * The door for datagrams: one event loop takes them, a batch with one call of the kernel where
 * Linux lets it, and answers what is in memory.
 */
final class UdpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

    /** Holds what comes while a garbage collection lasts. */
    private static final int BUFFER = 4 << 20;

    /** One byte more than is allowed shows what was cut off. */
    private static final int LARGEST = MessageLimits.DATAGRAM + 1;

    /** Each takes room for the largest, a megabyte together; more of them gain nothing. */
    private static final int BATCH = 32;

    /** Replies that the kernel does not take, up to this, wait; past it they are lost. */
    private static final int MOST_WAITING = 1 << 20;

    /** Replies up to this go out however small the request was. */
    private static final int SMALL_REPLY = 512;

    /** A forged sender must not turn us on its victim with more than this. */
    private static final int MOST_AMPLIFICATION = 8;

    private final EventLoopGroup loop;
    private final Channel channel;

    private UdpListener(InetSocketAddress address, RequestDispatcher desk, TrafficCounters traffic)
            throws IOException {
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("community-udp"),
                        Epoll.isAvailable()
                                ? EpollIoHandler.newFactory()
                                : NioIoHandler.newFactory());
        ChannelFuture bound =
                bootstrap(new Datagrams(desk, traffic)).bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on udp " + address + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        this.channel = bound.channel();
    }

    static UdpListener open(
            InetSocketAddress address, RequestDispatcher desk, TrafficCounters traffic)
            throws IOException {
        return new UdpListener(address, desk, traffic);
    }

    private Bootstrap bootstrap(Datagrams datagrams) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .option(ChannelOption.SO_RCVBUF, BUFFER)
                        .option(ChannelOption.SO_SNDBUF, BUFFER)
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(MOST_WAITING / 2, MOST_WAITING))
                        .handler(datagrams);
        if (!Epoll.isAvailable()) {
            return bootstrap
                    .channel(NioDatagramChannel.class)
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(LARGEST));
        }
        return bootstrap
                .channel(EpollDatagramChannel.class)
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, LARGEST)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(BATCH * LARGEST));
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Takes each datagram to the desk, and what the desk says back to the sender. */
    private static final class Datagrams extends SimpleChannelInboundHandler<DatagramPacket> {

        private static final ChannelFutureListener SENT =
                sent -> {
                    if (!sent.isSuccess()) {
                        LOG.debug("a reply could not be sent", sent.cause());
                    }
                };

        private final RequestDispatcher desk;
        private final TrafficCounters traffic;

        Datagrams(RequestDispatcher desk, TrafficCounters traffic) {
            this.desk = desk;
            this.traffic = traffic;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            byte[] datagram = ByteBufUtil.getBytes(packet.content());
            InetSocketAddress from = packet.sender();
            desk.take(
                    datagram,
                    datagram.length,
                    from.getAddress(),
                    outcome -> answer(outcome, datagram.length, context.channel(), from));
        }

        private void answer(
                RequestOutcome outcome, int asked, Channel channel, InetSocketAddress to) {
            switch (outcome) {
                case RequestOutcome.Bytes reply -> send(reply.bytes(), asked, channel, to);
                case RequestOutcome.Nothing _,
                        RequestOutcome.Malformed _,
                        RequestOutcome.Limited _ -> {}
            }
        }

        private void send(byte[] reply, int asked, Channel channel, InetSocketAddress to) {
            if (reply.length > Math.max(SMALL_REPLY, MOST_AMPLIFICATION * asked)
                    || reply.length > MessageLimits.DATAGRAM) {
                traffic.refused.increment();
                return;
            }
            if (!channel.isWritable()) {
                return;
            }
            ByteBuf bytes = channel.alloc().directBuffer(reply.length).writeBytes(reply);
            DatagramPacket packet = new DatagramPacket(bytes, to);
            // On the loop a batch is being read: its replies go out together at the end of it.
            ChannelFuture sent =
                    channel.eventLoop().inEventLoop()
                            ? channel.write(packet)
                            : channel.writeAndFlush(packet);
            sent.addListener(SENT);
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // Whatever one datagram does must not end the door for the others.
            if (cause instanceof IOException) {
                LOG.warn("a datagram could not be received: {}", cause.getMessage());
            } else {
                LOG.error("a datagram was not handled", cause);
            }
        }
    }
}
