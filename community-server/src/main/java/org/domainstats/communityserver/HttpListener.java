package org.domainstats.communityserver;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.stream.ChunkedWriteHandler;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.domainstats.protocol.MessageLimits;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A door for HTTP/1.1, with TLS or without; what is behind it is another's. */
final class HttpListener {

    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);

    private static final int THREADS = 2;
    private static final int MOST_CONNECTIONS = 8_192;

    /** Longer than any question waits; a connection on which nothing moves is closed then. */
    private static final int IDLE_SECONDS = 60;

    private static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig()
                    .setMaxInitialLineLength(1_024)
                    .setMaxHeaderSize(8_192)
                    .setStrictLineParsing(true)
                    .setUseRfc9112TransferEncoding(true)
                    .setAllowDuplicateContentLengths(false);

    private final Supplier<ChannelHandler> visits;
    private final @Nullable PemFiles pem;
    private final EventLoopGroup loops =
            new MultiThreadIoEventLoopGroup(THREADS, NioIoHandler.newFactory());
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Channel listening;
    private volatile @Nullable SslContext tls;
    private FileTime pemRead = FileTime.fromMillis(0);

    /**
     * Opens the door.
     *
     * @param visits makes what answers on a connection. It gets one whole request after each {@code
     *     read()} that it calls
     * @param pem certificate and key, or null for plain http behind a proxy or on this machine
     * @throws IOException if it cannot listen there
     */
    HttpListener(InetSocketAddress address, Supplier<ChannelHandler> visits, @Nullable PemFiles pem)
            throws IOException {
        this.visits = visits;
        this.pem = pem;
        if (pem != null) {
            pemRead = pem.modified();
            tls = pem.context();
        }
        ChannelFuture bound = bootstrap().bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            var _ = loops.shutdownGracefully();
            throw new IOException("cannot listen on " + address, bound.cause());
        }
        this.listening = bound.channel();
    }

    private ServerBootstrap bootstrap() {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // One request at a time: the next is read once this one is answered.
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                welcome(channel);
                            }
                        });
    }

    private void welcome(SocketChannel channel) {
        if (connections.size() >= MOST_CONNECTIONS) {
            var _ = channel.close();
            return;
        }
        connections.add(channel);
        SslContext context = tls;
        if (context != null) {
            channel.pipeline().addLast(context.newHandler(channel.alloc()));
        }
        channel.pipeline()
                .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                .addLast(new HttpServerCodec(LIMITS))
                .addLast(new WholeRequests(MessageLimits.DATAGRAM))
                .addLast(new ChunkedWriteHandler())
                .addLast(visits.get());
    }

    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Takes certificate and key anew if their files have changed. */
    void refresh() {
        if (pem == null) {
            return;
        }
        try {
            FileTime modified = pem.modified();
            if (!modified.equals(pemRead)) {
                pemRead = modified;
                tls = pem.context();
                LOG.info("took the new certificate {}", pem.certificate());
            }
        } catch (IOException e) {
            LOG.error("the certificate stays as it was: {}", e.getMessage());
        }
    }

    void close() {
        listening.close().awaitUninterruptibly();
        connections.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
