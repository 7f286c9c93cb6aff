package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.base.ClientPlaces;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;

import java.util.function.BiConsumer;

/**
 * Has long bodies worked on, few at a time and one of a client: what is made of one and its
 * response take some 40 MiB together. A body takes its place when it is whole, so that nobody holds
 * one by sending slowly; what comes until then is bounded by the listener.
 */
final class LongBodies {

    private static final int MOST = 2;
    private static final int MOST_PER_CLIENT = 1;

    private static final ServerResponse BUSY =
            ServerResponse.unavailable(
                    "as many long requests as go together are under way, or one of yours: try"
                            + " again when it has ended");

    private final ClientPlaces places = new ClientPlaces(MOST, MOST_PER_CLIENT);

    /**
     * Reads a body, or refuses the request. On the event loop.
     *
     * @param then receives the body, and what is to be run on the event loop when the response to
     *     it is out
     */
    void read(Exchange exchange, String client, int limit, BiConsumer<Buffer, Runnable> then) {
        exchange.readBody(
                limit,
                body -> {
                    if (places.tryTake(client)) {
                        then.accept(body, () -> places.release(client));
                    } else {
                        exchange.respond(BUSY);
                    }
                });
    }
}
