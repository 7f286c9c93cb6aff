package org.domainstats.httpclient;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;

import org.jspecify.annotations.Nullable;

import java.io.InputStream;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The body of a response as a stream for one blocking reader. The event loop puts buffers into a
 * queue and stops reading from the connection when {@value #WINDOW} of them wait.
 */
final class ResponseBody extends InputStream {

    /** Buffers have 8 KiB at most, so this is what a slow reader holds of a body. */
    private static final int WINDOW = 16;

    private sealed interface Part {

        record Data(Buffer buffer) implements Part {}

        record End() implements Part {}

        record Failed(Throwable cause) implements Part {}
    }

    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final BodyLimits limits;
    private final BlockingQueue<Part> parts = new LinkedBlockingQueue<>();

    private Buffer current = Buffer.buffer();
    private int position;
    private @Nullable ExchangeException failure;
    private boolean ended;

    private ResponseBody(
            HttpClientRequest request, HttpClientResponse response, BodyLimits limits) {
        this.request = request;
        this.response = response;
        this.limits = limits;
    }

    /**
     * Takes over the body of a response. To be called on the event loop, before a part of the body
     * can have arrived.
     */
    static ResponseBody of(
            HttpClientRequest request, HttpClientResponse response, BodyLimits limits) {
        ResponseBody body = new ResponseBody(request, response, limits);
        response.pause();
        response.exceptionHandler(cause -> body.parts.add(new Part.Failed(cause)));
        response.handler(buffer -> body.parts.add(new Part.Data(buffer)));
        response.endHandler(end -> body.parts.add(new Part.End()));
        response.fetch(WINDOW);
        return body;
    }

    @Override
    public int read() throws ExchangeException {
        return isAtEnd() ? -1 : current.getByte(position++) & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws ExchangeException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (isAtEnd()) {
            return -1;
        }
        int count = Math.min(length, current.length() - position);
        current.getBytes(position, position + count, bytes, offset);
        position += count;
        return count;
    }

    private boolean isAtEnd() throws ExchangeException {
        while (position == current.length()) {
            if (failure != null) {
                throw failure;
            }
            if (ended) {
                return true;
            }
            take(next());
        }
        return false;
    }

    private void take(Part part) throws ExchangeException {
        switch (part) {
            case Part.Data data -> {
                current = data.buffer();
                position = 0;
                response.fetch(1);
            }
            case Part.End end -> ended = true;
            case Part.Failed failed -> throw fail(ClientFailures.translate(failed.cause()));
        }
    }

    private Part next() throws ExchangeException {
        try {
            Part part = parts.poll(limits.remaining().toNanos(), TimeUnit.NANOSECONDS);
            if (part == null) {
                throw fail(new ExchangeTimeoutException(null));
            }
            return part;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw fail(new ConnectionException("interrupted", e));
        }
    }

    private ExchangeException fail(ExchangeException why) {
        failure = why;
        return why;
    }

    /** Gives the connection back if the body was read to its end, and closes it otherwise. */
    @Override
    public void close() {
        if (!ended) {
            request.reset();
            failure = failure == null ? new ConnectionException("closed", null) : failure;
        }
    }
}
