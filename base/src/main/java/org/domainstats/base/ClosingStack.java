package org.domainstats.base;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is to be closed, the last that was opened first. For whoever opens several things of which
 * the next may fail:
 *
 * <pre>{@code
 * try (ClosingStack opening = new ClosingStack()) {
 *     Store store = openStore();
 *     opening.add(store::close);
 *     return new Server(store, openPort(), opening.release());
 * }
 * }</pre>
 *
 * <p>For one thread at a time.
 */
public final class ClosingStack implements AutoCloseable {

    private final Deque<Runnable> steps = new ArrayDeque<>();

    /** Has this run when the stack is closed, before all that was added earlier. */
    public void add(Runnable close) {
        steps.addLast(close);
    }

    /** Takes all steps out of this stack, whose end then closes nothing. */
    public ClosingStack release() {
        ClosingStack released = new ClosingStack();
        released.steps.addAll(steps);
        steps.clear();
        return released;
    }

    /**
     * Runs every step once, also after one that fails; the first failure is thrown, with the others
     * suppressed in it.
     */
    @Override
    public void close() {
        if (steps.isEmpty()) {
            return;
        }
        try (ClosingStack rest = release()) {
            rest.steps.removeLast().run();
        }
    }
}
