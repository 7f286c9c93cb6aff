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
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.concurrent.DefaultThreadFactory;

import org.domainstats.base.LimitedLog;
import org.domainstats.communityserver.RequestDispatcher.Sender;
import org.domainstats.protocol.MessageLimits;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Listens for handler. One event loop receives them, in batches with one system call where Linux
 * supports it, and sends the replies that come from memory.
 */
final class UdpListener implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpListener.class);

    /** Whoever sends a datagram that fails can send as many as he likes. */
    private static final LimitedLog FAILURES = new LimitedLog(LOG);

    /** Holds what arrives during a garbage collection. */
    private static final int BUFFER = 4 << 20;

    /** One byte more than is allowed shows that a datagram was truncated. */
    private static final int MAX_RECEIVED = MessageLimits.DATAGRAM + 1;

    /** Each takes room for the largest, a megabyte together; more of them gain nothing. */
    private static final int BATCH = 32;

    /** Bytes of replies that wait for the kernel; past it replies are dropped. */
    private static final int MAX_UNSENT = 1 << 20;

    private final EventLoopGroup loop;
    private final Channel channel;

    private UdpListener(InetSocketAddress address, RequestDispatcher dispatcher)
            throws IOException {
        this.loop =
                new MultiThreadIoEventLoopGroup(
                        1,
                        new DefaultThreadFactory("community-udp"),
                        Epoll.isAvailable()
                                ? EpollIoHandler.newFactory()
                                : NioIoHandler.newFactory());
        ChannelFuture bound =
                bootstrap(family(address), new DatagramHandler(dispatcher))
                        .bind(address)
                        .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
            throw new IOException(
                    "cannot listen on udp " + address + ": " + bound.cause().getMessage(),
                    bound.cause());
        }
        this.channel = bound.channel();
    }

    static UdpListener open(InetSocketAddress address, RequestDispatcher dispatcher)
            throws IOException {
        return new UdpListener(address, dispatcher);
    }

    private Bootstrap bootstrap(SocketProtocolFamily family, DatagramHandler handler) {
        Bootstrap bootstrap =
                new Bootstrap()
                        .group(loop)
                        .option(ChannelOption.SO_RCVBUF, BUFFER)
                        .option(ChannelOption.SO_SNDBUF, BUFFER)
                        .option(
                                ChannelOption.WRITE_BUFFER_WATER_MARK,
                                new WriteBufferWaterMark(MAX_UNSENT / 2, MAX_UNSENT))
                        .handler(handler);
        if (!Epoll.isAvailable()) {
            return bootstrap
                    .channelFactory(() -> new NioDatagramChannel(family))
                    .option(
                            ChannelOption.RECVBUF_ALLOCATOR,
                            new FixedRecvByteBufAllocator(MAX_RECEIVED));
        }
        return bootstrap
                .channelFactory(() -> new EpollDatagramChannel(family))
                .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, MAX_RECEIVED)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new FixedRecvByteBufAllocator(BATCH * MAX_RECEIVED));
    }

    /** A socket for both families would take 0.0.0.0 for all addresses of IPv6 as well. */
    private static SocketProtocolFamily family(InetSocketAddress address) {
        return address.getAddress() instanceof Inet4Address
                ? SocketProtocolFamily.INET
                : SocketProtocolFamily.INET6;
    }

    int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** Passes each datagram to the dispatcher, and the reply to the sender. */
    private static final class DatagramHandler extends SimpleChannelInboundHandler<DatagramPacket> {

        private static final ChannelFutureListener SENT =
                sent -> {
                    if (!sent.isSuccess()) {
                        LOG.debug("a reply could not be sent", sent.cause());
                    }
                };

        private final RequestDispatcher dispatcher;

        DatagramHandler(RequestDispatcher dispatcher) {
            this.dispatcher = dispatcher;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, DatagramPacket packet) {
            byte[] datagram = ByteBufUtil.getBytes(packet.content());
            InetSocketAddress from = packet.sender();
            Channel channel = context.channel();
            dispatcher.dispatch(
                    datagram,
                    datagram.length,
                    new Sender(
                            from.getAddress(),
                            Transport.UDP,
                            outcome -> reply(outcome, channel, from)));
        }

        private void reply(RequestOutcome outcome, Channel channel, InetSocketAddress to) {
            switch (outcome) {
                case RequestOutcome.Bytes reply ->
                        reply.delivery().ended(send(reply.bytes(), channel, to));
                case RequestOutcome.Nothing _,
                        RequestOutcome.Malformed _,
                        RequestOutcome.Limited _ -> {}
            }
        }

        /** Whether it was given to the network. */
        private boolean send(byte[] reply, Channel channel, InetSocketAddress to) {
            if (!channel.isActive() || !channel.isWritable()) {
                return false;
            }
            ByteBuf bytes = channel.alloc().directBuffer(reply.length).writeBytes(reply);
            DatagramPacket packet = new DatagramPacket(bytes, to);
            // On the event loop a batch is being read: its replies are flushed together at its end.
            ChannelFuture sent =
                    channel.eventLoop().inEventLoop()
                            ? channel.write(packet)
                            : channel.writeAndFlush(packet);
            sent.addListener(SENT);
            return true;
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            // One datagram must not stop the listener.
            if (cause instanceof IOException) {
                FAILURES.warn("receive", cause, "a datagram could not be received");
            } else {
                FAILURES.error("handle", cause, "handling a datagram failed");
            }
        }
    }
}
