package org.domainstats.server;

import org.domainstats.base.LimitedLog;
import org.domainstats.events.EventNotifier;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerSentEvents;
import org.domainstats.store.StoreException;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * A stream of events for one client. A client that reads slowly gets them slowly: the next part is
 * read from the log when it has taken the one before.
 */
final class EventStream {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(EventStream.class));

    private final Exchange exchange;
    private final EventParts parts;
    private final EventResources.Wanted wanted;
    private final BooleanSupplier closed;

    EventStream(
            Exchange exchange,
            EventParts parts,
            EventResources.Wanted wanted,
            BooleanSupplier closed) {
        this.exchange = exchange;
        this.parts = parts;
        this.wanted = wanted;
        this.closed = closed;
    }

    /**
     * Sends events until the client goes or the server stops.
     *
     * @param after the number of the last event that the client has; less than 0 for none but new
     *     ones
     */
    void run(long after, EventNotifier notifier) {
        ServerSentEvents response = new ServerSentEvents(exchange);
        try {
            response.begin();
            send(parts.start(after), response, notifier);
            response.end();
        } catch (IOException gone) {
            exchange.execute(exchange::abort);
        } catch (StoreException fault) {
            // The client comes back and goes on from where it was.
            LOG.warn("stream", fault, "a stream of events ends");
            exchange.execute(exchange::abort);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(long from, ServerSentEvents response, EventNotifier notifier)
            throws IOException, InterruptedException {
        long after = from;
        while (!closed.getAsBoolean()) {
            EventParts.Part part = parts.next(after, wanted);
            response.send(part.text());
            after = part.last();
            if (part.isEnd()) {
                notifier.await();
            }
        }
    }
}
