package org.domainstats.httpclient;

import io.vertx.core.http.HttpClientRequest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Responses that come before the response (100, 103: RFC 9110, section 15.2). A host that sends
 * them without end would keep an event loop busy until the deadline, and with it other hosts.
 */
final class InterimResponses {

    /** More than any host has use for. */
    private static final int MOST = 16;

    private InterimResponses() {}

    /**
     * Gives a request up when too many come.
     *
     * @param failed receives why, on the event loop
     */
    static void limit(HttpClientRequest request, Consumer<Throwable> failed) {
        AtomicInteger received = new AtomicInteger();
        Runnable count =
                () -> {
                    if (received.incrementAndGet() == MOST) {
                        failed.accept(
                                new InvalidResponseException("it sends no response but hints"));
                        // Whatever else it sends is not read any more.
                        var _ = request.connection().close();
                    }
                };
        request.continueHandler(_ -> count.run());
        request.earlyHintsHandler(_ -> count.run());
    }
}
