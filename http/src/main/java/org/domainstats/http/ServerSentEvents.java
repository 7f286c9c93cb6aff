package org.domainstats.http;

import io.vertx.core.buffer.Buffer;

import java.io.IOException;
import java.util.Map;

/**
 * A response of Server-Sent Events (HTML standard, section 9.2), which the client opens again after
 * two seconds when it ends. Blocks until the client has taken what is sent, so for a virtual
 * thread, and throws when the client is gone.
 */
public final class ServerSentEvents {

    /** Often enough that no proxy and no listener takes the connection for idle. */
    private static final long KEEP_ALIVE_NANOS = 15_000_000_000L;

    private static final String KEEP_ALIVE = ":\n\n";
    private static final String BEGIN = "retry: 2000\n\n";

    private static final Map<String, String> FIELDS =
            Map.of(
                    "Content-Type",
                    "text/event-stream",
                    "Cache-Control",
                    "no-store",
                    "X-Accel-Buffering",
                    "no");

    /**
     * The system takes this much for a client that does not read. Left to itself it takes some MiB,
     * of each of hundreds, all of which would have to be read from the store and rendered.
     */
    private static final int SEND_BUFFER = 64 << 10;

    private final Exchange exchange;
    private final ResponseStream response;
    private long lastSent = System.nanoTime();

    public ServerSentEvents(Exchange exchange) {
        this.exchange = exchange;
        this.response = new ResponseStream(exchange, FIELDS);
    }

    /** Sends the head, so that the client knows that the stream is open. */
    public void begin() throws IOException {
        exchange.sendBuffer(SEND_BUFFER);
        write(BEGIN);
    }

    /**
     * Sends events, or what keeps the connection alive where there are none for long.
     *
     * @param events as the standard writes them; may be empty
     */
    public void send(String events) throws IOException {
        if (!events.isEmpty()) {
            write(events);
        } else if (System.nanoTime() - lastSent > KEEP_ALIVE_NANOS) {
            write(KEEP_ALIVE);
        }
    }

    private void write(String text) throws IOException {
        response.write(Buffer.buffer(text));
        response.drain();
        lastSent = System.nanoTime();
    }

    public void end() throws IOException {
        response.end();
    }
}
