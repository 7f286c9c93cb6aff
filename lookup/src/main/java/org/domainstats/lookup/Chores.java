package org.domainstats.lookup;

import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** What is done in the background, each on its schedule, on one thread. */
final class Chores implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Chores.class);

    private final Learner learner;
    private final AskedTally tally;
    private final AnswerCache cache;
    private final KnownDomains knownDomains;
    private final Contacts contacts;
    private final ScheduledExecutorService scheduler =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("chores").factory());
    private long knownGeneration;
    private long resets;

    Chores(
            Learner learner,
            AskedTally tally,
            AnswerCache cache,
            KnownDomains knownDomains,
            Contacts contacts) {
        this.learner = learner;
        this.tally = tally;
        this.cache = cache;
        this.knownDomains = knownDomains;
        this.contacts = contacts;
        this.knownGeneration = knownDomains.generation();
        this.resets = contacts.resets();
    }

    void start() {
        every(1, "retry registrations", learner::retryDue);
        every(1, "notice what other processes changed", this::noticeChanges);
        every(5, "write how often names were asked about", tally::flush);
    }

    void doAll() {
        learner.retryDue();
        noticeChanges();
        tally.flush();
    }

    /** Known domains may be imported, and first contacts forgotten, by another process. */
    private void noticeChanges() {
        long generation = knownDomains.generation();
        long forgotten = contacts.resets();
        if (generation != knownGeneration || forgotten != resets) {
            knownGeneration = generation;
            resets = forgotten;
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
