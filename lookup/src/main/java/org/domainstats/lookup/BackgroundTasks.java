package org.domainstats.lookup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is done in the background, each on its schedule, on one thread. */
final class BackgroundTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private final RegistrationRefresher learner;
    private final QueryCounter tally;
    private final AnswerCache cache;
    private final ExternalChanges changes;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("chores").factory());

    BackgroundTasks(
            RegistrationRefresher learner,
            QueryCounter tally,
            AnswerCache cache,
            ExternalChanges changes) {
        this.learner = learner;
        this.tally = tally;
        this.cache = cache;
        this.changes = changes;
    }

    void start() {
        every(1, "retry registrations", learner::retryDue);
        every(1, "notice what others changed", this::noticeChanges);
        every(5, "write how often names were asked about", tally::flush);
    }

    void doAll() {
        learner.retryDue();
        noticeChanges();
        tally.flush();
    }

    private void noticeChanges() {
        if (changes.look()) {
            cache.nextGeneration();
        }
    }

    private void every(int seconds, String what, Runnable chore) {
        var _ =
                scheduler.scheduleWithFixedDelay(
                        () -> run(what, chore), seconds, seconds, TimeUnit.SECONDS);
    }

    private static void run(String what, Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            // One failed round must not end the schedule; the disk may have room again at the next.
            LOG.warn("could not {}; will try again", what, e);
        }
    }

    @Override
    public void close() {
        scheduler.shutdown();
        try {
            if (!scheduler.awaitTermination(5, TimeUnit.SECONDS)) {
                scheduler.shutdownNow();
            }
        } catch (InterruptedException e) {
            scheduler.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
