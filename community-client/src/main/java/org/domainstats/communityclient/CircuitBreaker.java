package org.domainstats.communityclient;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Keeps questions from a server that does not answer: after a few in a row went unanswered, one is
 * let through now and then, the others are not. So a dead server costs little.
 */
final class CircuitBreaker {

    /** Packets get lost; this many in a row, each repeated, do not. */
    private static final int MOST_FAILURES = 3;

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    /**
     * A question in ten seconds costs nobody anything, and a server that restarts is soon found.
     */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private int failures;
    private long pauseNanos;
    private long closedUntil;

    CircuitBreaker(LongSupplier nanoTime, RandomGenerator random) {
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /** Whether a question may go out now. */
    synchronized boolean lets() {
        if (failures < MOST_FAILURES) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (now - closedUntil < 0) {
            return false;
        }
        // This one tries; the others wait for what becomes of it, or for the next turn.
        closedUntil = now + pauseNanos;
        return true;
    }

    synchronized void answered() {
        failures = 0;
        pauseNanos = 0;
    }

    /** Notes that a question went unanswered; true if the server is taken for dead from now on. */
    synchronized boolean unanswered() {
        failures++;
        if (failures < MOST_FAILURES) {
            return false;
        }
        long doubled = Math.max(FIRST_PAUSE.toNanos(), 2 * pauseNanos);
        pauseNanos = Math.min(doubled, LONGEST_PAUSE.toNanos());
        // Clients that lost the server at one moment must not come back at one moment.
        long jittered = pauseNanos - (long) (pauseNanos * random.nextDouble() / 4);
        closedUntil = nanoTime.getAsLong() + jittered;
        return failures == MOST_FAILURES;
    }

    synchronized boolean isClosed() {
        return failures >= MOST_FAILURES;
    }
}
