package org.domainstats.httpclient;

import org.domainstats.base.Deadline;

import java.time.Duration;

/**
 * How long the body of a response may take.
 *
 * @param end when it must have arrived
 * @param idleTimeout how long the next part of it may take
 */
public record BodyLimits(Deadline end, Duration idleTimeout) {

    /** How long to wait for the next part at this moment. */
    Duration remaining() {
        Duration left = end.remaining();
        return left.compareTo(idleTimeout) < 0 ? left : idleTimeout;
    }
}
