package org.domainstats.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * The end of a connection whose last response must arrive although the client still sends. To close
 * with something unread makes the kernel send a reset, which takes the response from the client's
 * hands (RFC 9112 section 9.6). So the rest of the body is read and dropped first.
 */
final class LingeringClose {

    /** How long and how much is dropped. */
    private static final long MILLIS = 2_000;

    private static final long BYTES = 8 * 1_024 * 1_024;

    private final HttpServerRequest request;
    private long dropped;

    private LingeringClose(HttpServerRequest request) {
        this.request = request;
    }

    static void after(HttpServerRequest request, Vertx vertx) {
        LingeringClose closing = new LingeringClose(request);
        request.handler(piece -> closing.drop(piece.length()));
        request.endHandler(_ -> closing.close());
        request.exceptionHandler(_ -> closing.close());
        request.resume();
        vertx.setTimer(MILLIS, _ -> closing.close());
    }

    private void drop(int length) {
        dropped += length;
        if (dropped > BYTES) {
            close();
        }
    }

    private void close() {
        var _ = request.connection().close();
    }
}
