package org.domainstats.base;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

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
 * <p>All that takes its time to end has one deadline together. For one thread at a time.
 */
public final class ClosingStack implements AutoCloseable {

    /** For what is under way in all parts of a server together, well within the limit of a stop. */
    private static final Duration TOGETHER = Duration.ofSeconds(5);

    private final Deque<Step> steps = new ArrayDeque<>();

    private record Step(Runnable stop, Consumer<Deadline> close) {}

    /** Has this run when the stack is closed, before all that was added earlier. */
    public void add(Runnable close) {
        steps.addLast(new Step(() -> {}, _ -> close.run()));
    }

    /**
     * Has this closed when the stack is, before all that was added earlier; and stopped before
     * anything is closed, so that all that was stopped ends side by side.
     */
    public void add(Stoppable part) {
        steps.addLast(new Step(part::stop, part::close));
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
        Deque<Runnable> ordered = new ArrayDeque<>();
        Deadline deadline = Deadline.in(TOGETHER);
        steps.descendingIterator().forEachRemaining(each -> ordered.add(each.stop));
        steps.descendingIterator()
                .forEachRemaining(each -> ordered.add(() -> each.close.accept(deadline)));
        steps.clear();
        runAll(ordered);
    }

    private static void runAll(Deque<Runnable> ordered) {
        if (ordered.isEmpty()) {
            return;
        }
        Runnable first = ordered.remove();
        try (Rest _ = () -> runAll(ordered)) {
            first.run();
        }
    }

    /** What is still to be done whether or not the step before it fails. */
    private interface Rest extends AutoCloseable {
        @Override
        void close();
    }
}
