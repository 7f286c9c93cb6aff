package org.domainstats.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;

/**
 * The end of a connection whose last response must arrive although the client still sends. To close
 * with something unread makes the kernel send a reset, which takes the response from the client's
 * hands (RFC 9112 section 9.6). So the rest of the body is read and dropped first.
 */
final class LingeringClose {

    /** Without anything more to drop; five seconds, as of nginx's {@code lingering_timeout}. */
    private static final long IDLE_MILLIS = 5_000;

    /** In all, as of nginx's {@code lingering_time}: six of those. */
    private static final int LOOKS = 6;

    private static final long BYTES = 8 * 1_024 * 1_024;

    private final HttpServerRequest request;
    private final Vertx vertx;
    private long dropped;
    private long timer;

    private LingeringClose(HttpServerRequest request, Vertx vertx) {
        this.request = request;
        this.vertx = vertx;
    }

    /** Begins to read and to drop. */
    static LingeringClose after(HttpServerRequest request, Vertx vertx) {
        LingeringClose closing = new LingeringClose(request, vertx);
        closing.lookAgain(LOOKS);
        request.handler(piece -> closing.drop(piece.length()));
        request.endHandler(_ -> closing.close());
        request.exceptionHandler(_ -> closing.close());
        request.resume();
        return closing;
    }

    private void lookAgain(int looks) {
        long before = dropped;
        timer =
                vertx.setTimer(
                        IDLE_MILLIS,
                        _ -> {
                            if (dropped == before || looks == 1) {
                                close();
                            } else {
                                lookAgain(looks - 1);
                            }
                        });
    }

    private void drop(int length) {
        dropped += length;
        if (dropped > BYTES) {
            close();
        }
    }

    /** The connection is closed: the timer would keep all of it in memory. */
    void end() {
        vertx.cancelTimer(timer);
    }

    private void close() {
        var _ = request.connection().close();
    }
}
