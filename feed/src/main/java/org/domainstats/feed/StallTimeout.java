package org.domainstats.feed;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;

/**
 * Closes a stream on which nothing moves any more, or which does not come to an end, so that
 * whoever reads it does not wait for ever.
 */
final class StallTimeout implements AutoCloseable {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    /** A drop a minute is movement too; the next pull goes on where this one was ended. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final InputStream guarded;
    private final LongSupplier nanoTime;
    private final long end;
    private final Thread thread;
    private volatile long moved;
    private volatile boolean over;

    StallTimeout(InputStream guarded) {
        this(guarded, System::nanoTime);
    }

    StallTimeout(InputStream guarded, LongSupplier nanoTime) {
        this.guarded = guarded;
        this.nanoTime = nanoTime;
        this.moved = nanoTime.getAsLong();
        this.end = moved + LONGEST.toNanos();
        this.thread = Thread.ofVirtual().start(this::watch);
    }

    void moved() {
        moved = nanoTime.getAsLong();
    }

    private void watch() {
        while (!over) {
            long left = look();
            if (left <= 0) {
                return;
            }
            LockSupport.parkNanos(left);
        }
    }

    /** Closes the stream if its time is over; else tells how many nanoseconds it has at least. */
    long look() {
        long now = nanoTime.getAsLong();
        long left = Math.min(LONGEST_PAUSE.toNanos() - (now - moved), end - now);
        if (left <= 0) {
            closeGuarded();
        }
        return left;
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
