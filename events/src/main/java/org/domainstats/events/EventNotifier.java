package org.domainstats.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Notifies all who wait that there may be new events. Nobody waits for longer than a moment. */
public final class EventNotifier {

    /** Another server on the same store makes events without notifying this one. */
    private static final long LONGEST_MILLIS = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition notified = lock.newCondition();

    void notifyReaders() {
        lock.lock();
        try {
            notified.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until somebody notifies, or for half a second. */
    @SuppressWarnings("WaitNotInLoop")
    public void await() throws InterruptedException {
        lock.lock();
        try {
            // Whether there are events is for the log to say.
            var _ = notified.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }
}
