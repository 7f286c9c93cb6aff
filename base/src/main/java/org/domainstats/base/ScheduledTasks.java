package org.domainstats.base;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tasks that run on one daemon thread, one after the other, each on its own schedule. A task that
 * fails is logged at a bounded rate and counted, and keeps its schedule. An {@link Error} is passed
 * to the thread's handler of uncaught exceptions.
 */
public final class ScheduledTasks implements Stoppable {

    private static final Logger LOG = LoggerFactory.getLogger(ScheduledTasks.class);

    private final LimitedLog log = new LimitedLog(LOG);
    private final AtomicLong failures = new AtomicLong();
    private final ScheduledExecutorService scheduler;

    /**
     * @param threadName the name of the thread, as it appears in a thread dump
     */
    public ScheduledTasks(String threadName) {
        var executor =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().daemon().name(threadName).factory());
        executor.setRemoveOnCancelPolicy(true);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        this.scheduler = Executors.unconfigurableScheduledExecutorService(executor);
    }

    /**
     * Runs a task again and again, the first time after one interval.
     *
     * @param interval from the end of one run to the start of the next
     * @param what the task as it completes "could not ..." in the log
     */
    public void every(Duration interval, String what, Task task) {
        repeat(
                interval,
                what,
                () -> {
                    task.run();
                    return interval;
                },
                interval);
    }

    /** Runs a task once. After {@link #close} this does nothing. */
    public void after(Duration delay, String what, Task task) {
        schedule(delay, () -> attempt(what, task));
    }

    /**
     * Runs a task again and again, at times that it decides itself.
     *
     * @param first the time until the first run
     * @param task returns the time until its next run
     * @param afterFailure the time until the next run where this one failed
     */
    public void repeat(Duration first, String what, DelayedTask task, Duration afterFailure) {
        schedule(first, () -> runAndSchedule(what, task, afterFailure));
    }

    /** How many runs have failed since the start. */
    public long failures() {
        return failures.get();
    }

    /** Runs no other task after the one that is under way. */
    @Override
    public void stop() {
        scheduler.shutdown();
    }

    @Override
    public void close(Deadline deadline) {
        stop();
        try {
            if (!awaitEnd(deadline.remaining())) {
                scheduler.shutdownNow();
                var _ = awaitEnd(AFTER_INTERRUPT);
            }
        } catch (InterruptedException e) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private boolean awaitEnd(Duration within) throws InterruptedException {
        return scheduler.awaitTermination(within.toNanos(), TimeUnit.NANOSECONDS);
    }

    private void runAndSchedule(String what, DelayedTask task, Duration afterFailure) {
        Duration[] next = {afterFailure};
        attempt(what, () -> next[0] = task.run());
        schedule(next[0], () -> runAndSchedule(what, task, afterFailure));
    }

    private void attempt(String what, Task task) {
        try {
            task.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // One failed run must not end the schedule: the disk may have room at the next.
            failures.incrementAndGet();
            log.warn(what, e, "could not {}; trying again later", what);
        }
    }

    private void schedule(Duration delay, Runnable run) {
        try {
            var _ = scheduler.schedule(() -> uncaught(run), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed: no further run is scheduled");
        }
    }

    /** The executor would keep an error in a future that nobody reads. */
    private static void uncaught(Runnable run) {
        try {
            run.run();
        } catch (Throwable e) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
