package org.domainstats.communityserver;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;

import java.util.concurrent.TimeUnit;

/**
 * Puts requests together with their bodies. To one that is too long it says so, and ends the
 * connection.
 */
final class WholeRequests extends HttpObjectAggregator {

    /** How long what a client still sends is read past, so that it can read the last response. */
    private static final long LINGER_SECONDS = 2;

    WholeRequests(int longestBody) {
        super(longestBody);
    }

    /**
     * Closing with something unread makes the kernel send a reset, which takes the response from
     * the client's hands (RFC 9112 section 9.6). So at first only our half is closed.
     */
    @Override
    protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
        FullHttpResponse refusal = HttpVisit.status(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
        HttpUtil.setKeepAlive(refusal, false);
        Channel channel = context.channel();
        var _ = context.writeAndFlush(refusal).addListener(_ -> linger(channel));
        channel.config().setAutoRead(true);
    }

    private static void linger(Channel channel) {
        if (channel instanceof SocketChannel socket) {
            var _ = socket.shutdownOutput();
        }
        Runnable close =
                () -> {
                    var _ = channel.close();
                };
        var _ = channel.eventLoop().schedule(close, LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
