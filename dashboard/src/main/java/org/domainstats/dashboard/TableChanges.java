package org.domainstats.dashboard;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** What changed in the triage table, for all who wait for it. Safe for use by several threads. */
public final class TableChanges implements AutoCloseable {

    private State state = new State(0, 0);
    private boolean closed;

    /**
     * How far the table has come.
     *
     * @param upTo the cursor of its newest contact
     * @param revision grows with each change of what is said of a contact in it
     */
    record State(long upTo, long revision) {}

    /** There are contacts up to this cursor. */
    synchronized void reached(long upTo) {
        if (upTo != state.upTo) {
            state = new State(upTo, state.revision);
            notifyAll();
        }
    }

    /** Something else is said of some contacts. */
    synchronized void revised() {
        state = new State(state.upTo, state.revision + 1);
        notifyAll();
    }

    synchronized State state() {
        return state;
    }

    /** Waits until there is something new, for as long as that at most. */
    synchronized State await(State seen, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        long left = longest.toNanos();
        while (!closed && state.equals(seen) && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return state;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends all streams. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
