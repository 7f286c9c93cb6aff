package org.domainstats.server;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.netty.util.ReferenceCountUtil;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.Queue;

/** Serves a connection whose requests may be of every kind that HTTP/1.1 knows. */
final class CodecPath extends ChannelInboundHandlerAdapter {

    /**
     * A hostname of 253 octets is 759 when every one of them is encoded; 8 KiB and 16 KiB are what
     * other servers allow, so that nobody's proxy headers are too much.
     */
    static final HttpDecoderConfig LIMITS =
            new HttpDecoderConfig()
                    .setMaxInitialLineLength(8 * 1_024)
                    .setMaxHeaderSize(16 * 1_024)
                    .setValidateHeaders(true)
                    .setStrictLineParsing(true)
                    .setUseRfc9112TransferEncoding(true)
                    .setAllowDuplicateContentLengths(false);

    /** No request here needs a body. A small one is read past, to be able to answer after it. */
    static final long LONGEST_BODY = 64 * 1_024;

    private static final Response UNKNOWN_ENCODING =
            problem(HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE, "a body may be plain or gzip");

    private final Connection connection;
    private final Queue<HttpObject> waiting = new ArrayDeque<>();
    private @Nullable Request current;

    /** Where the body of a batch goes, while it comes in. */
    private @Nullable BodyInput body;

    private long bodyLength;

    CodecPath(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection.whenFree(() -> serve(context));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (connection.isOver()) {
            ReferenceCountUtil.release(message);
        } else {
            waiting.add((HttpObject) message);
            connection.takeUp();
        }
    }

    private void serve(ChannelHandlerContext context) {
        while (!waiting.isEmpty() && (body != null || connection.isFree())) {
            HttpObject next = waiting.remove();
            try {
                take(next);
            } finally {
                ReferenceCountUtil.release(next);
            }
        }
        if (connection.isOver()) {
            forget();
        }
        // What was read already is decoded in one go; beyond that, the client has to wait.
        boolean room = connection.isOver() || waiting.isEmpty() && (body == null || body.hasRoom());
        if (context.channel().config().isAutoRead() != room) {
            context.channel().config().setAutoRead(room);
        }
    }

    private void take(HttpObject next) {
        if (next.decoderResult().isFailure()) {
            fail(next.decoderResult().cause());
        } else if (body != null) {
            feed(body, (HttpContent) next);
        } else {
            if (next instanceof HttpRequest request) {
                take(request);
            }
            if (next instanceof HttpContent content && body == null) {
                readPast(content);
            }
        }
    }

    private void fail(Throwable cause) {
        if (body != null) {
            // Half of the response may be out, so there is nobody to tell.
            breakOff();
            connection.abort();
        } else {
            connection.refuse(problemOf(cause));
        }
    }

    private void take(HttpRequest request) {
        Request understood = requestOf(request);
        Encodings encodings = Encodings.of(request.headers());
        boolean post = request.method().equals(HttpMethod.POST);
        if (post && connection.route(understood) instanceof BatchQuestion question) {
            Response refusal = encodings.understood() ? framing(request) : UNKNOWN_ENCODING;
            if (refusal == null) {
                sayContinue(request);
                body = connection.begin(question, understood, encodings);
            } else {
                connection.refuse(refusal);
            }
            return;
        }
        Response refusal = refusalOf(request);
        if (refusal != null) {
            connection.refuse(refusal);
            return;
        }
        current = understood;
        bodyLength = 0;
        sayContinue(request);
    }

    private void sayContinue(HttpRequest request) {
        if (HttpUtil.is100ContinueExpected(request)) {
            connection.sayContinue();
        }
    }

    private void feed(BodyInput into, HttpContent content) {
        ByteBuf octets = content.content();
        if (octets.isReadable()) {
            byte[] piece = new byte[octets.readableBytes()];
            octets.readBytes(piece);
            into.feed(piece);
            connection.progressed();
        }
        if (content instanceof LastHttpContent) {
            into.end();
            body = null;
        }
    }

    private void breakOff() {
        if (body != null) {
            body.breakOff();
            body = null;
        }
    }

    private void readPast(HttpContent content) {
        bodyLength += content.content().readableBytes();
        if (bodyLength > LONGEST_BODY) {
            connection.refuse(
                    problem(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "no body is needed here"));
        } else if (content instanceof LastHttpContent && current != null) {
            connection.answer(current);
        }
    }

    private static Request requestOf(HttpRequest request) {
        return new Request(
                request.method().name(),
                request.uri(),
                request.headers().get(HttpHeaderNames.AUTHORIZATION),
                request.protocolVersion().equals(HttpVersion.HTTP_1_0),
                HttpUtil.isKeepAlive(request));
    }

    /** Why a request that can be read must not be answered all the same, or null. */
    private static @Nullable Response refusalOf(HttpRequest request) {
        return HttpUtil.getContentLength(request, 0L) > LONGEST_BODY
                ? problem(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "no body is needed here")
                : framing(request);
    }

    private static @Nullable Response framing(HttpRequest request) {
        HttpVersion version = request.protocolVersion();
        if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
            return problem(HttpResponseStatus.HTTP_VERSION_NOT_SUPPORTED, "speak HTTP/1.1 or 1.0");
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (hosts > 1 || hosts == 0 && version.equals(HttpVersion.HTTP_1_1)) {
            return problem(HttpResponseStatus.BAD_REQUEST, "send one Host header field");
        }
        return null;
    }

    private static Response problemOf(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                    problem(
                            HttpResponseStatus.REQUEST_URI_TOO_LONG,
                            "the request line is too long");
            case TooLongHttpHeaderException header ->
                    problem(
                            HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
                            "the header fields are too long");
            case TooLongFrameException chunk ->
                    problem(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "a chunk is too long");
            default -> problem(HttpResponseStatus.BAD_REQUEST, "this is not HTTP/1.1");
        };
    }

    private static Response problem(HttpResponseStatus status, String detail) {
        return Response.problem(status, detail, "");
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
            breakOff();
            connection.inputEnded();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        connection.abort();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        breakOff();
        forget();
    }

    private void forget() {
        waiting.forEach(ReferenceCountUtil::release);
        waiting.clear();
    }
}
