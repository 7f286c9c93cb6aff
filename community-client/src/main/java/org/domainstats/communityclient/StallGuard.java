package org.domainstats.communityclient;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Closes a stream on which nothing moves any more, so that whoever reads it does not wait for ever.
 */
final class StallGuard implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

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
            long left = LONGEST_PAUSE.toNanos() - (System.nanoTime() - moved);
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
