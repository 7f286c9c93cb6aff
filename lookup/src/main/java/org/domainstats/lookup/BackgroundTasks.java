package org.domainstats.lookup;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is done in the background, each on its schedule, on one thread. */
final class BackgroundTasks implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BackgroundTasks.class);

    private final RegistrationRefresher refresher;
    private final QueryCounter queryCounter;
    private final AnswerCache cache;
    private final ExternalChanges changes;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("backgroundTasks").factory());

    BackgroundTasks(
            RegistrationRefresher refresher,
            QueryCounter queryCounter,
            AnswerCache cache,
            ExternalChanges changes) {
        this.refresher = refresher;
        this.queryCounter = queryCounter;
        this.cache = cache;
        this.changes = changes;
    }

    void start() {
        every(1, "retry registrations", refresher::retryDue);
        every(1, "notice what others changed", this::noticeChanges);
        every(5, "write how often names were asked about", queryCounter::flush);
    }

    void runAll() {
        refresher.retryDue();
        noticeChanges();
        queryCounter.flush();
    }

    private void noticeChanges() {
        if (changes.poll()) {
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
