package org.domainstats.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.GlobalEventExecutor;

import org.domainstats.answerformats.Dialect;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The HTTP API of the local network. */
public final class DomainServer {

    /** Each costs a few KiB; more than any fleet of log shippers has, less than what hurts. */
    private static final int MOST_CONNECTIONS = 16_384;

    private final HttpService service;
    private final EventLoopGroup loops;
    private final ChannelGroup clients;
    private final Map<EventLoop, RequestBatching> gatherings = new ConcurrentHashMap<>();
    private final List<Channel> listening = new ArrayList<>();

    /**
     * @param ready whether questions can be answered well, which is what {@code /readyz} tells
     */
    public DomainServer(
            AnswerHandler answers, Access access, BooleanSupplier ready, InstantSource clock) {
        this(
                new HttpService(
                        new Routes(answers, access, ready),
                        new HttpDate(clock),
                        HttpService.MOST_WORK));
    }

    DomainServer(HttpService service) {
        this.service = service;
        this.loops =
                new MultiThreadIoEventLoopGroup(
                        Runtime.getRuntime().availableProcessors(), NioIoHandler.newFactory());
        this.clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    }

    /**
     * Opens the doors, once it has gone the way of a question itself.
     *
     * @return the addresses listened on, with the ports that the system chose
     * @throws UncheckedIOException if one of them cannot be had; then none is open
     */
    public List<InetSocketAddress> start(List<ListenerSettings> doors) {
        for (ListenerSettings door : doors) {
            ChannelFuture bound = bootstrap(door).bind(door.address()).awaitUninterruptibly();
            if (!bound.isSuccess()) {
                stop(Duration.ZERO);
                throw new UncheckedIOException(
                        "cannot listen on "
                                + door.address().getHostString()
                                + ":"
                                + door.address().getPort(),
                        new IOException(bound.cause()));
            }
            listening.add(bound.channel());
        }
        doors.stream().findFirst().ifPresent(this::rehearse);
        return listening.stream()
                .map(channel -> (InetSocketAddress) channel.localAddress())
                .toList();
    }

    private void rehearse(ListenerSettings door) {
        InetSocketAddress address = (InetSocketAddress) listening.getFirst().localAddress();
        service.rehearse(address, door.dialect());
    }

    /**
     * On the JDK's selector. Netty's own for epoll costs a tenth less, but as of 4.2.20 it takes a
     * client that has closed its half out of epoll and forgets that it did: whatever does not fit
     * into the socket's buffer at once never reaches that client.
     */
    private ServerBootstrap bootstrap(ListenerSettings door) {
        return new ServerBootstrap()
                .group(loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1_024)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .childHandler(
                        new ChannelInitializer<SocketChannel>() {
                            @Override
                            protected void initChannel(SocketChannel channel) {
                                welcome(channel, door.dialect());
                            }
                        });
    }

    private void welcome(SocketChannel channel, Dialect dialect) {
        if (clients.size() >= MOST_CONNECTIONS) {
            var _ = channel.close();
            return;
        }
        Connection connection = new Connection(channel, service, gathering(channel), dialect);
        channel.attr(Connection.KEY).set(connection);
        channel.pipeline().addLast(new FastPath(connection));
        clients.add(channel);
        connection.watch();
    }

    private RequestBatching gathering(Channel channel) {
        return gatherings.computeIfAbsent(
                channel.eventLoop(), loop -> new RequestBatching(loop, service));
    }

    /**
     * Closes the doors, answers what has been asked and ends. Blocks.
     *
     * @param within how long that may take; what is under way then is cut off
     */
    public void stop(Duration within) {
        service.stop();
        listening.forEach(channel -> channel.close().awaitUninterruptibly());
        for (Channel client : clients) {
            client.eventLoop().execute(client.attr(Connection.KEY).get()::stop);
        }
        clients.newCloseFuture().awaitUninterruptibly(within.toMillis());
        clients.close().awaitUninterruptibly();
        loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
