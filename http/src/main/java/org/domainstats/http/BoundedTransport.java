package org.domainstats.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.InternetProtocolFamily;
import io.vertx.core.VertxBuilder;
import io.vertx.core.datagram.DatagramSocketOptions;
import io.vertx.core.net.TcpConfig;
import io.vertx.core.spi.transport.Transport;

import org.jspecify.annotations.Nullable;

import java.net.SocketAddress;
import java.util.concurrent.ThreadFactory;

/**
 * Vert.x's transport, with a bound on the connections that its servers accept, and on what is read
 * of one at a time. Vert.x itself has no say before the TLS handshake.
 */
public final class BoundedTransport implements Transport {

    /** Vert.x gives them up after 30 s. Without TLS a connection is established at once. */
    private static final HttpLimits UNESTABLISHED =
            HttpLimits.DEFAULT.withConnections(8_192, 2_048);

    /**
     * What is read of one connection before the next one's turn: of requests that are sent without
     * a pause, some hundred, where Netty would take a megabyte of them.
     */
    private static final RecvByteBufAllocator ONE_TURN =
            new AdaptiveRecvByteBufAllocator(64, 2_048, 8 * 1_024).maxMessagesPerRead(1);

    private final Transport transport;
    private final AcceptLimit limit;

    private BoundedTransport(Transport transport, HttpLimits limits) {
        this.transport = transport;
        this.limit = new AcceptLimit(limits);
    }

    /** Has a Vert.x instance use the best transport that there is, with the bound. */
    public static VertxBuilder on(VertxBuilder builder) {
        return on(builder, UNESTABLISHED);
    }

    static VertxBuilder on(VertxBuilder builder, HttpLimits limits) {
        io.vertx.core.transport.@Nullable Transport best =
                io.vertx.core.transport.Transport.nativeTransport();
        io.vertx.core.transport.Transport used =
                best != null && best.available() ? best : io.vertx.core.transport.Transport.NIO;
        return builder.withTransport(
                new Named(used.name(), new BoundedTransport(used.implementation(), limits)));
    }

    /** How Vert.x's builder takes a transport. */
    private record Named(String name, Transport implementation)
            implements io.vertx.core.transport.Transport {

        @Override
        public boolean available() {
            return implementation.isAvailable();
        }

        @Override
        public @Nullable Throwable unavailabilityCause() {
            return implementation.unavailabilityCause();
        }
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, ServerBootstrap bootstrap) {
        transport.configure(config, domainSocket, bootstrap);
        bootstrap.handler(limit).childOption(ChannelOption.RECVBUF_ALLOCATOR, ONE_TURN);
    }

    @Override
    public void configure(TcpConfig config, boolean domainSocket, Bootstrap bootstrap) {
        transport.configure(config, domainSocket, bootstrap);
    }

    @Override
    public void configure(DatagramChannel channel, DatagramSocketOptions options) {
        transport.configure(channel, options);
    }

    @Override
    public boolean supportsDomainSockets() {
        return transport.supportsDomainSockets();
    }

    @Override
    public boolean supportFileRegion() {
        return transport.supportFileRegion();
    }

    @Override
    public boolean isAvailable() {
        return transport.isAvailable();
    }

    @Override
    public @Nullable Throwable unavailabilityCause() {
        return transport.unavailabilityCause();
    }

    @Override
    public SocketAddress convert(io.vertx.core.net.SocketAddress address) {
        return transport.convert(address);
    }

    @Override
    public io.vertx.core.net.SocketAddress convert(SocketAddress address) {
        return transport.convert(address);
    }

    @Override
    public IoHandlerFactory ioHandlerFactory() {
        return transport.ioHandlerFactory();
    }

    @Override
    public EventLoopGroup eventLoopGroup(
            int type, int threads, ThreadFactory factory, int ioRatio) {
        return transport.eventLoopGroup(type, threads, factory, ioRatio);
    }

    @Override
    @SuppressWarnings("deprecation") // Vert.x's interface has it.
    public DatagramChannel datagramChannel(InternetProtocolFamily family) {
        return transport.datagramChannel(family);
    }

    @Override
    public ChannelFactory<? extends DatagramChannel> datagramChannelFactory() {
        return transport.datagramChannelFactory();
    }

    @Override
    public ChannelFactory<? extends Channel> channelFactory(boolean domainSocket) {
        return transport.channelFactory(domainSocket);
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverChannelFactory(boolean domainSocket) {
        return transport.serverChannelFactory(domainSocket);
    }
}
