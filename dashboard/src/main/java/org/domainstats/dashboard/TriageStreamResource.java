package org.domainstats.dashboard;

import org.domainstats.access.ResourceRequest;
import org.domainstats.access.StreamStarter;
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
final class TriageStreamResource {

    private static final Logger LOG = LoggerFactory.getLogger(TriageStreamResource.class);

    /** Each holds a connection and a thread that sleeps. */
    private static final int MOST_STREAMS = 256;

    /** Many analysts may come from one address. */
    private static final int MOST_PER_CLIENT = 64;

    /** Changes within this time share one message: a page asks again after each. */
    private static final Duration LEAST = Duration.ofMillis(500);

    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final TableChanges changes;
    private final StreamStarter streams =
            new StreamStarter(
                    "triage-stream",
                    new ClientPlaces(MOST_STREAMS, MOST_PER_CLIENT),
                    ServerResponse.unavailable("too many pages are open"));

    TriageStreamResource(TableChanges changes) {
        this.changes = changes;
    }

    /** On the event loop. */
    void handle(ResourceRequest request) {
        streams.start(request, this::run);
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
