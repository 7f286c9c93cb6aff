package org.domainstats.base;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * A circuit breaker: after some failures in a row it opens and refuses requests, but for one probe
 * after each pause. Pauses double up to a limit. The first success closes it.
 */
public final class CircuitBreaker {

    private final Policy policy;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private int failures;
    private long pauseNanos;
    private long probeAt;
    private boolean probing;

    /**
     * When a breaker opens, and for how long.
     *
     * @param failures as many in a row open it
     * @param firstPause until the first probe
     * @param longestPause between probes at most
     */
    public record Policy(int failures, Duration firstPause, Duration longestPause) {

        public Policy {
            if (failures < 1 || firstPause.compareTo(longestPause) > 0) {
                throw new IllegalArgumentException("not a policy of a circuit breaker");
            }
        }
    }

    /**
     * @param nanoTime the monotonic clock
     * @param random shortens each pause by up to a quarter, so that clients that lost a server at
     *     one moment do not come back at one moment
     */
    public CircuitBreaker(Policy policy, LongSupplier nanoTime, RandomGenerator random) {
        this.policy = policy;
        this.nanoTime = nanoTime;
        this.random = random;
    }

    /**
     * Whether a request may be sent now; a permitted one ends in {@link #succeeded} or {@link
     * #failed}.
     */
    public synchronized boolean tryAcquire() {
        if (!isOpen()) {
            return true;
        }
        long now = nanoTime.getAsLong();
        if (now - probeAt < 0) {
            return false;
        }
        // This request is the probe; others wait for its outcome, or for the next probe.
        probeAt = now + pauseNanos;
        probing = true;
        return true;
    }

    /** Notes that a request succeeded. */
    public synchronized void succeeded() {
        failures = 0;
        pauseNanos = 0;
        probing = false;
    }

    /**
     * Notes that a request failed; true if the breaker opens by it. Requests that were under way as
     * it opened do not make the pause longer, however many there were: only a probe's failure does.
     */
    public synchronized boolean failed() {
        boolean wasOpen = isOpen();
        failures++;
        if (!isOpen() || (wasOpen && !probing)) {
            return false;
        }
        probing = false;
        long doubled = Math.max(policy.firstPause.toNanos(), 2 * pauseNanos);
        pauseNanos = Math.min(doubled, policy.longestPause.toNanos());
        long jittered = pauseNanos - (long) (pauseNanos * random.nextDouble() / 4);
        probeAt = nanoTime.getAsLong() + jittered;
        return !wasOpen;
    }

    /** Whether requests are refused. */
    public synchronized boolean isOpen() {
        return failures >= policy.failures;
    }
}
