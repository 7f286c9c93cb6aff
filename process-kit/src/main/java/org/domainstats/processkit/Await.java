package org.domainstats.processkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what other threads and processes do. */
public final class Await {

    /** Longer than anything takes on a machine that is busy with other things. */
    private static final Duration DEADLINE = Duration.ofMinutes(3);

    /** Short for whoever waits, and leaves the processor to what is waited for. */
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

    private Await() {}

    /** What is waited for; often a question to a server. */
    public interface Condition {
        boolean holds() throws Exception;
    }

    /**
     * Tries a condition until it holds.
     *
     * @param what it is, for the error
     * @throws AssertionError if it does not hold within three minutes
     */
    public static void until(String what, Condition condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.holds()) {
            if (System.nanoTime() - start > DEADLINE.toNanos()) {
                throw new AssertionError("waited for " + DEADLINE + ": " + what);
            }
            LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
        }
    }
}
