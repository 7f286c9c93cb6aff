package org.domainstats.dashboard;

import org.domainstats.access.ResourceRequest;
import org.domainstats.base.ClientPlaces;
import org.domainstats.dashboard.TableChanges.State;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.domainstats.http.ServerSentEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;

/**
 * {@code /v1/triage/stream}: says that the triage table has changed, so that pages need not ask
 * again and again. It says how far the table has come, and no names.
 */
final class LivePage {

    private static final Logger LOG = LoggerFactory.getLogger(LivePage.class);

    /** Each holds a connection and a thread that sleeps. */
    private static final int MOST_STREAMS = 256;

    /** Many analysts may come from one address. */
    private static final int MOST_PER_CLIENT = 64;

    /** Changes within this time share one message: a page asks again after each. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final ServerResponse OVERLOADED =
            ServerResponse.unavailable("too many pages are open");

    private final TableChanges changes;
    private final ClientPlaces places = new ClientPlaces(MOST_STREAMS, MOST_PER_CLIENT);

    LivePage(TableChanges changes) {
        this.changes = changes;
    }

    /** On the event loop. */
    void handle(ResourceRequest request) {
        Exchange exchange = request.exchange();
        String client = request.client().getHostAddress();
        if (exchange.isHead()) {
            exchange.respond(ServerResponse.of("text/event-stream", new byte[0]));
        } else if (!places.tryTake(client)) {
            exchange.refuse(OVERLOADED);
        } else {
            exchange.stream();
            Thread.ofVirtual()
                    .name("triage-stream")
                    .start(
                            () -> {
                                try {
                                    run(exchange);
                                } finally {
                                    places.release(client);
                                }
                            });
        }
    }

    private void run(Exchange exchange) {
        ServerSentEvents response = new ServerSentEvents(exchange);
        try {
            response.begin();
            State state = changes.state();
            response.send(event(state));
            while (!changes.isClosed()) {
                // Messages of a busy table are limited, not only delayed: see LEAST.
                Thread.sleep(LEAST);
                State now = changes.await(state, LONGEST);
                response.send(now.equals(state) ? "" : event(now));
                state = now;
            }
            response.end();
        } catch (IOException gone) {
            LOG.debug("the client of a stream is gone");
            exchange.execute(exchange::abort);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String event(State state) {
        return "event: table\ndata: {\"up_to\":%d,\"revision\":%d}\n\n"
                .formatted(state.upTo(), state.revision());
    }
}
