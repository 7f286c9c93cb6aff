package org.domainstats.server;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;

import java.util.concurrent.TimeUnit;

/**
 * The end of a connection whose last response is to arrive. Closing with something unread makes the
 * kernel send a reset, which takes that response from the client's hands (RFC 9112 section 9.6). So
 * at first only our half is closed.
 */
final class Farewell {

    /** How long what a client still sends is read past, so that it can read the last response. */
    private static final long LINGER_SECONDS = 2;

    private Farewell() {}

    /**
     * @param inputEnded whether the client has closed its half
     */
    static void to(Channel channel, boolean inputEnded) {
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        if (inputEnded || !(channel instanceof DuplexChannel duplex)) {
            sent.addListener(ChannelFutureListener.CLOSE);
        } else {
            sent.addListener(_ -> linger(duplex));
        }
    }

    private static void linger(DuplexChannel duplex) {
        var _ = duplex.shutdownOutput();
        Runnable close =
                () -> {
                    var _ = duplex.close();
                };
        var _ = duplex.eventLoop().schedule(close, LINGER_SECONDS, TimeUnit.SECONDS);
    }
}
