package org.domainstats.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.util.concurrent.FastThreadLocal;

import org.jspecify.annotations.Nullable;

/**
 * Serves a connection as long as it sends nothing but {@link SimpleHead simple requests}. At the
 * first other one it hands the connection over to the complete decoder, for good.
 */
final class FastPath extends ChannelInboundHandlerAdapter {

    /** As much as is looked at in one go; many times the longest simple head. */
    private static final int WINDOW = 64 * 1_024;

    private static final FastThreadLocal<byte[]> SCRATCH =
            new FastThreadLocal<>() {
                @Override
                protected byte[] initialValue() {
                    return new byte[WINDOW];
                }
            };

    private final Connection connection;
    private final SimpleHead head = new SimpleHead();
    private @Nullable ByteBuf unread;

    FastPath(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.whenFree(() -> serve(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf received = (ByteBuf) message;
        if (connection.isOver()) {
            received.release();
            return;
        }
        unread = unread == null ? received : joined(context, unread, received);
        connection.takeUp();
    }

    private static ByteBuf joined(ChannelHandlerContext context, ByteBuf first, ByteBuf second) {
        ByteBuf both = context.alloc().buffer(first.readableBytes() + second.readableBytes());
        both.writeBytes(first).writeBytes(second);
        first.release();
        second.release();
        return both;
    }

    private void serve(ChannelHandlerContext context) {
        SimpleHead.Shape shape = SimpleHead.Shape.SIMPLE;
        while (unread != null && connection.isFree() && shape == SimpleHead.Shape.SIMPLE) {
            shape = serveWindow(unread);
            if (!unread.isReadable()) {
                forget();
            }
        }
        if (shape == SimpleHead.Shape.OTHER) {
            handOver(context);
        } else {
            // Someone who sends on and on while waiting for an answer has to wait with that as
            // well.
            boolean room = unread == null || unread.readableBytes() < WINDOW;
            if (context.channel().config().isAutoRead() != room) {
                context.channel().config().setAutoRead(room);
            }
        }
    }

    /** Serves what is complete; the shape of the head that it stopped at. */
    private SimpleHead.Shape serveWindow(ByteBuf received) {
        byte[] bytes = SCRATCH.get();
        int length = Math.min(received.readableBytes(), bytes.length);
        received.getBytes(received.readerIndex(), bytes, 0, length);
        int position = 0;
        SimpleHead.Shape shape = SimpleHead.Shape.SIMPLE;
        while (position < length && connection.isFree()) {
            shape = head.parse(bytes, position, length);
            if (shape != SimpleHead.Shape.SIMPLE) {
                break;
            }
            position = head.next();
            if (head.isHostname()) {
                connection.answerPlain(head.path(), head.authorization());
            } else {
                connection.answer(Request.get("/" + head.path(), head.authorization()));
            }
        }
        received.skipBytes(position);
        // Cut off by the window rather than by the client: there is more to look at.
        return shape == SimpleHead.Shape.INCOMPLETE && length == WINDOW
                ? SimpleHead.Shape.SIMPLE
                : shape;
    }

    private void handOver(ChannelHandlerContext context) {
        ByteBuf rest = unread;
        unread = null;
        context.pipeline()
                .addLast(new HttpRequestDecoder(CodecPath.LIMITS), new CodecPath(connection));
        if (rest != null) {
            context.fireChannelRead(rest);
        }
        context.pipeline().remove(this);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        connection.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.proceed();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            connection.inputEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.abort();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        forget();
    }

    private void forget() {
        if (unread != null) {
            unread.release();
            unread = null;
        }
    }
}
