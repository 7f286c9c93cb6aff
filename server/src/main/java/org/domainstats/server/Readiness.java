package org.domainstats.server;

import org.domainstats.base.ScheduledTasks;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whether questions can be answered well, as found by a check that runs behind at intervals: the
 * check writes to the disk, and whoever asks for the result must not wait for it.
 */
public final class Readiness implements AutoCloseable {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private final Supplier<Optional<String>> check;
    private final ScheduledTasks tasks = new ScheduledTasks("readiness");
    private volatile Optional<String> problem;

    /**
     * Checks once, and again and again from then on.
     *
     * @param check what is wrong, in words for an operator; blocks
     */
    public Readiness(Supplier<Optional<String>> check) {
        this(check, INTERVAL);
    }

    Readiness(Supplier<Optional<String>> check, Duration interval) {
        this.check = check;
        this.problem = check.get();
        tasks.every(interval, "check the stores", () -> problem = this.check.get());
    }

    /** What was wrong at the last check. */
    Optional<String> problem() {
        return problem;
    }

    @Override
    public void close() {
        tasks.close();
    }
}
