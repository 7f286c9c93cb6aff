package org.domainstats.events;

import java.io.IOException;
import java.util.List;

/**
 * Where events are delivered to. Used by one thread; blocks. After a failure it is used again, with
 * all events from the last delivered one on.
 */
public interface Output extends AutoCloseable {

    /** An event in the format of the output. */
    record Outgoing(EventDocument event, String line) {}

    /** At most so many events are delivered in one go. */
    default int largestBatch() {
        return 256;
    }

    /**
     * Delivers events in their order.
     *
     * @throws IOException if it is not certain that all were delivered
     */
    void deliver(List<Outgoing> events) throws IOException, InterruptedException;

    /**
     * The number of the last event that has certainly arrived, of those that were delivered up to
     * this one.
     *
     * @param delivered the number up to which all wanted events were given to {@link #deliver}
     * @throws IOException if it is found that some did not arrive
     */
    default long confirmed(long delivered) throws IOException {
        return delivered;
    }

    /** Ends connections. */
    @Override
    void close();
}
