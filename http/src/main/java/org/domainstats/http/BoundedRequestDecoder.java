package org.domainstats.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.HttpMessage;
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
 * counts from the first byte until all its requests are answered. Used on its event loop only.
 */
final class BoundedRequestDecoder extends VertxHttpRequestDecoder {

    /** As many as Apache and Tomcat take. */
    private static final int MOST_FIELDS = 100;

    /** What a field takes beside its text, and a request that waits for those before it. */
    private static final int FIELD = 128;

    private static final int WAITING = 768;

    /** Of less than that, as many as there may be connections fit beside the bound. */
    private static final int SMALL = 1_024;

    /** Bytes that are counted at once, though more are read: of one read there may be a million. */
    private static final int STEP = 64 * 1_024;

    private final ReceiveBudget budget;
    private final InetAddress client;
    private ReceiveBudget.@Nullable Share share;
    private int fields;
    private long coming;
    private long held;

    /** The decoder's own buffer, which stays as large as the largest line was. */
    private long buffer;

    private int unanswered;
    private long counted;

    private BoundedRequestDecoder(
            Http1ServerConfig config, ReceiveBudget budget, InetAddress client) {
        super(config);
        this.budget = budget;
        this.client = client;
    }

    /** Takes the place of Vert.x's own; null for a connection that has none. */
    static @Nullable BoundedRequestDecoder install(
            HttpConnection connection, ListenerState state, InetAddress client) {
        if (!(connection instanceof ConnectionBase base)) {
            return null;
        }
        ChannelPipeline pipeline = base.channel().pipeline();
        if (pipeline.get(VertxHttpRequestDecoder.class) == null) {
            return null;
        }
        HttpLimits limits = state.limits();
        BoundedRequestDecoder decoder =
                new BoundedRequestDecoder(
                        new Http1ServerConfig()
                                .setMaxInitialLineLength(limits.lineLength())
                                .setMaxHeaderSize(limits.headerSize()),
                        state.receiving(),
                        client);
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
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        int readable = in.readableBytes();
        int decoded = out.size();
        super.decode(context, in, out);
        coming += readable - in.readableBytes();
        if (out.size() > decoded) {
            if (out.get(decoded) instanceof HttpMessage) {
                unanswered++;
                buffer = Math.max(buffer, coming > SMALL ? coming : 0);
                held += coming + (long) FIELD * fields + (unanswered > 1 ? WAITING : 0);
                if (held - counted > STEP) {
                    count(context, buffer + held);
                }
            }
            coming = 0;
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) throws Exception {
        long incoming = coming + actualReadableBytes();
        count(context, buffer + held + (incoming == 0 ? 0 : incoming + (long) FIELD * fields));
        super.channelReadComplete(context);
    }

    private void count(ChannelHandlerContext context, long bytes) {
        if (bytes > SMALL) {
            if (share == null) {
                share = budget.begin(client, () -> close(context));
            }
            counted = bytes;
            share.hold(bytes);
        } else {
            end();
        }
    }

    private static void close(ChannelHandlerContext context) {
        var _ = context.channel().close();
    }

    /** The response to a request is out. Of several heads, each counts as their mean. */
    void answered() {
        if (unanswered <= 1) {
            unanswered = 0;
            held = 0;
            if (share != null && buffer > 0) {
                counted = buffer;
                share.hold(buffer);
            } else {
                end();
            }
        } else {
            held -= held / unanswered;
            unanswered--;
        }
    }

    private void end() {
        counted = 0;
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
