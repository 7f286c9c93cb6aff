package org.domainstats.communityserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;

/** One connection at the door for HTTPS. Its requests are answered one after the other. */
final class HttpVisit extends ChannelInboundHandlerAdapter {

    private static final Logger LOG = LoggerFactory.getLogger(HttpVisit.class);

    private final RequestDispatcher dispatcher;
    private final PublicFiles files;

    /** What was read in one go with the request that is being answered. */
    private final Queue<FullHttpRequest> waiting = new ArrayDeque<>();

    private boolean busy;

    HttpVisit(RequestDispatcher dispatcher, PublicFiles files) {
        this.dispatcher = dispatcher;
        this.files = files;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        waiting.add((FullHttpRequest) message);
        takeUp(context);
    }

    private void takeUp(ChannelHandlerContext context) {
        FullHttpRequest request = busy ? null : waiting.poll();
        if (request == null) {
            return;
        }
        busy = true;
        try {
            serve(context, request);
        } finally {
            request.release();
        }
    }

    private void serve(ChannelHandlerContext context, FullHttpRequest request) {
        boolean keepAlive = HttpUtil.isKeepAlive(request);
        if (request.decoderResult().isFailure()) {
            answer(context, status(HttpResponseStatus.BAD_REQUEST), false);
            return;
        }
        String uri = request.uri();
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        if (path.equals("/v1/community")) {
            message(context, request, keepAlive);
        } else if (PublicFiles.has(path)) {
            files.send(
                    context,
                    PublicFiles.Wish.of(request, path),
                    written -> next(context, keepAlive));
        } else {
            answer(context, status(HttpResponseStatus.NOT_FOUND), keepAlive);
        }
    }

    private void message(
            ChannelHandlerContext context, FullHttpRequest request, boolean keepAlive) {
        if (!HttpMethod.POST.equals(request.method())) {
            FullHttpResponse refusal = status(HttpResponseStatus.METHOD_NOT_ALLOWED);
            refusal.headers().set(HttpHeaderNames.ALLOW, "POST");
            answer(context, refusal, keepAlive);
            return;
        }
        byte[] body = ByteBufUtil.getBytes(request.content());
        InetSocketAddress from = (InetSocketAddress) context.channel().remoteAddress();
        dispatcher.dispatch(
                body,
                body.length,
                new RequestDispatcher.Sender(
                        from.getAddress(),
                        Transport.HTTP,
                        outcome ->
                                context.executor()
                                        .execute(
                                                () ->
                                                        answer(
                                                                context,
                                                                response(outcome),
                                                                keepAlive))));
    }

    private static FullHttpResponse response(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Bytes reply -> {
                FullHttpResponse response =
                        response(HttpResponseStatus.OK, Unpooled.wrappedBuffer(reply.bytes()));
                response.headers()
                        .set(HttpHeaderNames.CONTENT_TYPE, "application/json")
                        .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
                yield response;
            }
            case RequestOutcome.Nothing _ -> status(HttpResponseStatus.NO_CONTENT);
            case RequestOutcome.Malformed _ -> status(HttpResponseStatus.BAD_REQUEST);
            case RequestOutcome.Limited _ -> {
                FullHttpResponse response = status(HttpResponseStatus.TOO_MANY_REQUESTS);
                response.headers().set(HttpHeaderNames.RETRY_AFTER, 1);
                yield response;
            }
        };
    }

    static FullHttpResponse status(HttpResponseStatus status) {
        return response(status, Unpooled.EMPTY_BUFFER);
    }

    private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
        FullHttpResponse response = new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
        if (status.code() != 204 && status.code() != 304) {
            HttpUtil.setContentLength(response, body.readableBytes());
        }
        return response;
    }

    private void answer(
            ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
        HttpUtil.setKeepAlive(response, keepAlive);
        var _ = context.writeAndFlush(response).addListener(_ -> next(context, keepAlive));
    }

    /** Goes on to the next request once this one's answer is out, or ends. */
    private void next(ChannelHandlerContext context, boolean keepAlive) {
        busy = false;
        if (!keepAlive) {
            var _ = context.close();
        } else if (waiting.isEmpty()) {
            context.read();
        } else {
            // Not at once: a thousand requests in one read would be as many frames on the stack.
            context.executor().execute(() -> takeUp(context));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        waiting.forEach(FullHttpRequest::release);
        waiting.clear();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            var _ = context.close();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        // Resets, failed handshakes, timeouts: theirs, and many on the open internet.
        LOG.debug("a connection ended: {}", cause.toString());
        var _ = context.close();
    }
}
