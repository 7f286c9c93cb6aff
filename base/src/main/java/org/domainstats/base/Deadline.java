package org.domainstats.base;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment at which an exchange ends, whatever the other side does. It is on the monotonic clock,
 * as the wall clock may be set.
 */
public record Deadline(long endNanos) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** The time left, zero when it has passed. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    public boolean hasPassed() {
        return endNanos - System.nanoTime() <= 0;
    }

    /**
     * The time left in milliseconds, at least 1: sockets take 0 for no limit.
     *
     * @throws SocketTimeoutException if the deadline has passed
     */
    public int remainingMillis() throws SocketTimeoutException {
        long millis = remaining().toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("too slow");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
