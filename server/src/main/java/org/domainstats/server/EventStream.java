package org.domainstats.server;

import io.vertx.core.buffer.Buffer;

import org.domainstats.base.LimitedLog;
import org.domainstats.events.EventDocument;
import org.domainstats.events.Signal;
import org.domainstats.http.Exchange;
import org.domainstats.http.ResponseStream;
import org.domainstats.store.EventLog;
import org.domainstats.store.EventLog.LoggedEvent;
import org.domainstats.store.StoreException;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Server-Sent Events (HTML standard, section 9.2) for one client. A client that reads slowly gets
 * them slowly: they are read from the log as it takes them.
 */
final class EventStream {

    private static final LimitedLog LOG =
            new LimitedLog(LoggerFactory.getLogger(EventStream.class));

    private static final int PART = 128;

    /** Often enough that no proxy and no listener takes the connection for idle. */
    private static final long KEEP_ALIVE_NANOS = 15_000_000_000L;

    private static final Buffer KEEP_ALIVE = Buffer.buffer(":\n\n");

    /** The client comes back after two seconds. */
    private static final Buffer BEGIN = Buffer.buffer("retry: 2000\n\n");

    private static final Map<String, String> FIELDS =
            Map.of(
                    "Content-Type",
                    "text/event-stream",
                    "Cache-Control",
                    "no-store",
                    "X-Accel-Buffering",
                    "no");

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
        ResponseStream response = new ResponseStream(exchange, FIELDS);
        try {
            response.write(BEGIN);
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

    private void send(long from, ResponseStream response, Signal signal)
            throws IOException, InterruptedException {
        long after = from;
        long lastSent = System.nanoTime();
        while (!closed.getAsBoolean()) {
            List<LoggedEvent> page = log.after(after, PART);
            Buffer part = part(page);
            if (part.length() == 0 && System.nanoTime() - lastSent > KEEP_ALIVE_NANOS) {
                part = KEEP_ALIVE;
            }
            if (part.length() > 0) {
                response.write(part);
                lastSent = System.nanoTime();
            }
            if (page.isEmpty()) {
                signal.await();
            } else {
                after = page.getLast().number();
            }
        }
    }

    private Buffer part(List<LoggedEvent> page) {
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
        return Buffer.buffer(text.toString());
    }
}
