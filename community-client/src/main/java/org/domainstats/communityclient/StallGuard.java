package org.domainstats.communityclient;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a stream on which nothing moves any more, or which does not come to an end, so that
 * whoever reads it does not wait for ever.
 */
final class StallGuard implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** A drop a minute is movement too; the next pull goes on where this one was ended. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final long end = System.nanoTime() + LONGEST.toNanos();
    private final InputStream guarded;
    private final Thread thread;
    private volatile long moved = System.nanoTime();
    private volatile boolean over;

    StallGuard(InputStream guarded) {
        this.guarded = guarded;
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    void moved() {
        moved = System.nanoTime();
    }

    private void watch() {
        while (!over) {
            long now = System.nanoTime();
            long left = Math.min(LONGEST_PAUSE.toNanos() - (now - moved), end - now);
            if (left <= 0) {
                closeGuarded();
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    private void closeGuarded() {
        try {
            guarded.close();
        } catch (IOException e) {
            // Whoever reads it hears of it.
        }
    }

    @Override
    public void close() {
        over = true;
        LockSupport.unpark(thread);
    }
}
