package org.domainstats.lookup;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.base.Task;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is done behind the answers, each task at its interval, in the order they were added. */
final class BackgroundTasks implements Stoppable {

    private final BestEffort bestEffort;
    private final List<Entry> entries = new ArrayList<>();
    private final ScheduledTasks tasks = new ScheduledTasks("lookup-background");

    private record Entry(Duration interval, String what, Runnable work, Task scheduled) {}

    BackgroundTasks(BestEffort bestEffort) {
        this.bestEffort = bestEffort;
    }

    /**
     * Adds a task; nothing is done before {@link #start}.
     *
     * @param what the task as it completes "could not ..." in the log
     */
    void add(Duration interval, String what, Runnable work) {
        entries.add(new Entry(interval, what, work, work::run));
    }

    /** The same for work with the store, whose failures are counted. */
    void add(Duration interval, StoreOperation operation, Runnable work) {
        Task counted = bestEffort.counting(operation, work::run);
        entries.add(new Entry(interval, operation.what(), work, counted));
    }

    void start() {
        entries.forEach(each -> tasks.every(each.interval, each.what, each.scheduled));
    }

    /** Does at once what is otherwise done at its interval. */
    void runAll() {
        entries.forEach(each -> each.work.run());
    }

    /** How often one failed since the start. */
    long failures() {
        return tasks.failures();
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
    }
}
