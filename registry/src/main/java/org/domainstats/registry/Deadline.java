package org.domainstats.registry;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * The moment at which an exchange with a host ends, whatever the host does. Runs on the monotonic
 * clock, as the wall clock may jump.
 */
record Deadline(long endNanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    Duration remaining() {
        return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
    }

    /**
     * The rest in milliseconds, at least 1, as sockets take 0 for ever.
     *
     * @throws SocketTimeoutException if there is none
     */
    int remainingMillis() throws SocketTimeoutException {
        long millis = remaining().toMillis();
        if (millis <= 0) {
            throw new SocketTimeoutException("too slow");
        }
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
