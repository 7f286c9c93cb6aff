package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.base.ClientPlaces;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;

import java.util.function.BiConsumer;

/**
 * Reads long bodies, few at a time and one of a client: each, what is made of it and its response
 * are in memory together, some 40 MiB.
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
        if (!places.tryTake(client)) {
            exchange.refuse(BUSY);
            return;
        }
        Place place = new Place(client);
        exchange.whenGone(place::leave);
        exchange.request().response().endHandler(_ -> place.leave());
        exchange.readBody(
                limit,
                body -> {
                    place.used = true;
                    then.accept(body, () -> places.release(client));
                });
    }

    /** On one event loop. */
    private final class Place {

        private final String client;
        private boolean used;

        private Place(String client) {
            this.client = client;
        }

        /** The body was too long, or its client is gone. */
        private void leave() {
            if (!used) {
                used = true;
                places.release(client);
            }
        }
    }
}
