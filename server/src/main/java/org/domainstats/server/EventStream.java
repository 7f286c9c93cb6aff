package org.domainstats.server;

import org.domainstats.base.LimitedLog;
import org.domainstats.events.EventDocument;
import org.domainstats.events.Signal;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerSentEvents;
import org.domainstats.store.EventLog;
import org.domainstats.store.EventLog.LoggedEvent;
import org.domainstats.store.StoreException;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A stream of events for one client. A client that reads slowly gets them slowly: they are read
 * from the log as it takes them.
 */
final class EventStream {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(EventStream.class));

    /**
     * Three parts of a client that reads slowly are in memory: with 128 events each, 256 such
     * clients hold more than the heap has to spare.
     */
    private static final int PART = 16;

    private final Exchange exchange;
    private final EventLog log;
    private final EventPages.Wanted wanted;
    private final String version;
    private final BooleanSupplier closed;

    EventStream(
            Exchange exchange,
            EventLog log,
            EventPages.Wanted wanted,
            String version,
            BooleanSupplier closed) {
        this.exchange = exchange;
        this.log = log;
        this.wanted = wanted;
        this.version = version;
        this.closed = closed;
    }

    /**
     * Sends events until the client goes or the server stops.
     *
     * @param after the number of the last event that the client has; less than 0 for none but new
     *     ones
     */
    void run(long after, Signal signal) {
        ServerSentEvents response = new ServerSentEvents(exchange);
        try {
            response.begin();
            send(after < 0 ? log.range().newest() : EventPages.known(log, after), response, signal);
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

    private void send(long from, ServerSentEvents response, Signal signal)
            throws IOException, InterruptedException {
        long after = from;
        while (!closed.getAsBoolean()) {
            List<LoggedEvent> page = log.after(after, PART);
            response.send(part(page));
            if (page.isEmpty()) {
                signal.await();
            } else {
                after = page.getLast().number();
            }
        }
    }

    private String part(List<LoggedEvent> page) {
        StringBuilder text = new StringBuilder();
        for (LoggedEvent logged : page) {
            EventDocument event = EventDocument.of(logged);
            if (wanted.filter().accepts(event)) {
                text.append("id: ").append(event.number());
                text.append("\nevent: ").append(event.kind().word());
                text.append("\ndata: ").append(wanted.format().line(event, version));
                text.append("\n\n");
            }
        }
        return text.toString();
    }
}
