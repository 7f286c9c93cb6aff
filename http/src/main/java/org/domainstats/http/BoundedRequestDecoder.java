package org.domainstats.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.util.AsciiString;
import io.vertx.core.http.Http1ServerConfig;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.http1.VertxHttpRequestDecoder;
import io.vertx.core.net.impl.ConnectionBase;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.util.List;

/**
 * Vert.x's decoder with bounds on the memory that heads of requests take: each field costs many
 * times its bytes, and a listener has thousands of connections. What a connection holds of heads
 * counts from the first byte until its request is answered, or until the connection is closed where
 * that was refused. The next request is decoded after that, in the quantum of its host; until then
 * what was read of it is kept as it is, and nothing more is read. Used on its event loop only.
 */
final class BoundedRequestDecoder extends VertxHttpRequestDecoder {

    /** As many as Apache and Tomcat take. */
    private static final int MOST_FIELDS = 100;

    /** What a field takes beside its text. */
    private static final int FIELD = 128;

    /** Of less than that, as many as there may be connections fit beside the bound. */
    private static final int SMALL = 1_024;

    /** Resumes decoding; what fails then is an exception of the pipeline. */
    private static final Object RESUME = new Object();

    private final HttpMetrics metrics;
    private final ReceiveBudget budget;
    private final InetAddress client;
    private final HostScheduler.Host host;
    private final Channel channel;
    private ReceiveBudget.@Nullable Share share;
    private int fields;
    private long coming;
    private long held;

    /** The decoder's own buffer, which stays as large as the largest line was. */
    private long buffer;

    /** Whether the next byte is the first of a request. */
    private boolean atStart = true;

    private boolean unanswered;

    /** Whether the response under way is the last: what was read behind its request is left. */
    private boolean last;

    /** Whether there is something to decode, later. */
    private boolean suspended;

    private boolean scheduled;

    /** Whether we have the channel read nothing: Vert.x has reasons of its own for that. */
    private boolean readingStopped;

    private BoundedRequestDecoder(
            Http1ServerConfig config,
            ListenerState state,
            InetAddress client,
            HostScheduler.Host host,
            Channel channel) {
        super(config);
        this.metrics = state.metrics();
        this.budget = state.receiving();
        this.client = client;
        this.host = host;
        this.channel = channel;
    }

    /** Takes the place of Vert.x's own; null for a connection that has none. */
    static @Nullable BoundedRequestDecoder install(
            HttpConnection connection,
            ListenerState state,
            InetAddress client,
            HostScheduler scheduler) {
        if (!(connection instanceof ConnectionBase base)) {
            return null;
        }
        Channel channel = base.channel();
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(VertxHttpRequestDecoder.class) == null) {
            return null;
        }
        HostScheduler.Host host = scheduler.join(client);
        channel.closeFuture().addListener(_ -> host.leave());
        HttpLimits limits = state.limits();
        BoundedRequestDecoder decoder =
                new BoundedRequestDecoder(
                        new Http1ServerConfig()
                                .setMaxInitialLineLength(limits.lineLength())
                                .setMaxHeaderSize(limits.headerSize()),
                        state,
                        client,
                        host,
                        channel);
        String name = pipeline.context(VertxHttpRequestDecoder.class).name();
        pipeline.replace(VertxHttpRequestDecoder.class, name, decoder);
        return decoder;
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) {
        fields = 0;
        return super.createMessage(initialLine);
    }

    @Override
    protected AsciiString splitHeaderName(byte[] line, int start, int length) {
        fields++;
        if (fields > MOST_FIELDS) {
            throw new TooLongHttpHeaderException("more than " + MOST_FIELDS + " header fields");
        }
        return super.splitHeaderName(line, start, length);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        host.begin();
        try {
            super.channelRead(context, message);
        } finally {
            host.end();
        }
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        if (atStart && (unanswered || last || host.isOver())) {
            suspended = true;
            schedule();
            return;
        }
        int readable = in.readableBytes();
        int decoded = out.size();
        super.decode(context, in, out);
        coming += readable - in.readableBytes();
        if (out.size() > decoded) {
            if (out.get(decoded) instanceof HttpMessage) {
                unanswered = true;
                buffer = Math.max(buffer, coming > SMALL ? coming : 0);
                held = coming + (long) FIELD * fields;
            }
            atStart = out.getLast() instanceof LastHttpContent;
            coming = 0;
        }
    }

    private void schedule() {
        if (suspended && !unanswered && !last && !scheduled) {
            scheduled = true;
            host.await(() -> channel.pipeline().fireUserEventTriggered(RESUME));
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
        if (!event.equals(RESUME)) {
            super.userEventTriggered(context, event);
            return;
        }
        scheduled = false;
        suspended = false;
        if (!channel.isActive()) {
            return;
        }
        if (readingStopped) {
            // Before the rest, for Vert.x may stop it as well.
            readingStopped = false;
            channel.config().setAutoRead(true);
        }
        channelRead(context, Unpooled.EMPTY_BUFFER);
        channelReadComplete(context);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        long incoming = coming + actualReadableBytes();
        count(context, buffer + held + (incoming == 0 ? 0 : incoming + (long) FIELD * fields));
        super.channelReadComplete(context);
        if (suspended && channel.config().isAutoRead()) {
            readingStopped = true;
            channel.config().setAutoRead(false);
        }
    }

    private void count(ChannelHandlerContext context, long bytes) {
        if (bytes > SMALL) {
            if (share == null) {
                share = budget.begin(client, () -> close(context));
            }
            share.hold(bytes);
        } else {
            end();
        }
    }

    private void close(ChannelHandlerContext context) {
        metrics.failed("memory");
        var _ = context.channel().close();
    }

    /** No request after the one under way is decoded (RFC 9112, section 9.6). */
    void last() {
        last = true;
    }

    /** The response to the request is out. */
    void answered() {
        unanswered = false;
        held = 0;
        if (share != null && buffer > 0) {
            share.hold(buffer);
        } else {
            end();
        }
        schedule();
    }

    private void end() {
        if (share != null) {
            share.end();
            share = null;
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) throws Exception {
        super.channelInactive(context);
        end();
    }

    @Override
    protected void handlerRemoved0(ChannelHandlerContext context) throws Exception {
        super.handlerRemoved0(context);
        end();
    }
}
