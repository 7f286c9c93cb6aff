package org.domainstats.events;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Says to all who wait that there may be new events. Nobody waits for longer than a moment. */
public final class Signal {

    /** Another server on the same store makes events without raising this signal. */
    private static final long LONGEST_MILLIS = 500;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();

    void raise() {
        lock.lock();
        try {
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until it is raised, or for half a second. */
    @SuppressWarnings("WaitNotInLoop")
    public void await() throws InterruptedException {
        lock.lock();
        try {
            // Whether there are events is for the log to say.
            var _ = raised.await(LONGEST_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            lock.unlock();
        }
    }
}
