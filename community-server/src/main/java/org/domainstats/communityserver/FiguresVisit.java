package org.domainstats.communityserver;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.IdleStateEvent;

import java.nio.charset.StandardCharsets;

/** One connection of the operator's, for {@code /metrics} and {@code /stats}. */
final class FiguresVisit extends SimpleChannelInboundHandler<FullHttpRequest> {

    private final MetricsPage page;

    FiguresVisit(MetricsPage page) {
        this.page = page;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
        FullHttpResponse response = response(request);
        HttpUtil.setContentLength(response, response.content().readableBytes());
        // Asked every few seconds by one or two programs: a connection each time is cheap enough.
        HttpUtil.setKeepAlive(response, false);
        var _ = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
    }

    private FullHttpResponse response(FullHttpRequest request) {
        if (request.decoderResult().isFailure()) {
            return text(HttpResponseStatus.BAD_REQUEST, "text/plain", "");
        }
        if (!HttpMethod.GET.equals(request.method())) {
            return text(HttpResponseStatus.METHOD_NOT_ALLOWED, "text/plain", "");
        }
        return switch (request.uri()) {
            case "/metrics" ->
                    text(
                            HttpResponseStatus.OK,
                            "text/plain; version=0.0.4; charset=utf-8",
                            page.metrics());
            case "/stats" -> text(HttpResponseStatus.OK, "application/json", page.stats());
            default ->
                    text(
                            HttpResponseStatus.NOT_FOUND,
                            "text/plain",
                            "there is /metrics, for Prometheus, and /stats, as JSON\n");
        };
    }

    private static FullHttpResponse text(HttpResponseStatus status, String type, String body) {
        FullHttpResponse response =
                new DefaultFullHttpResponse(
                        HttpVersion.HTTP_1_1,
                        status,
                        Unpooled.copiedBuffer(body, StandardCharsets.UTF_8));
        response.headers()
                .set(HttpHeaderNames.CONTENT_TYPE, type)
                .set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        return response;
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
        var _ = context.close();
    }
}
