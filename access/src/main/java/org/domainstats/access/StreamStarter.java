package org.domainstats.access;

import org.domainstats.base.ClientPlaces;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;

import java.util.function.Consumer;

/**
 * Starts streams of Server-Sent Events on threads of their own, so many for a client and in all.
 */
public final class StreamStarter {

    private final String thread;
    private final ClientPlaces places;
    private final ServerResponse overloaded;

    /**
     * @param thread what the threads are called
     * @param overloaded the answer where there is no place left
     */
    public StreamStarter(String thread, ClientPlaces places, ServerResponse overloaded) {
        this.thread = thread;
        this.places = places;
        this.overloaded = overloaded;
    }

    /**
     * Answers on the event loop that there is a stream, and writes it on a thread.
     *
     * @param stream returns when the stream has ended
     */
    public void start(ResourceRequest request, Consumer<Exchange> stream) {
        Exchange exchange = request.exchange();
        String client = request.limitKey();
        if (exchange.isHead()) {
            exchange.respond(ServerResponse.of("text/event-stream", new byte[0]));
        } else if (!places.tryTake(client)) {
            exchange.refuse(overloaded);
        } else {
            exchange.stream();
            Thread.ofVirtual()
                    .name(thread)
                    .start(
                            () -> {
                                try {
                                    stream.accept(exchange);
                                } finally {
                                    places.release(client);
                                }
                            });
        }
    }
}
