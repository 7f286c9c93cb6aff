package org.domainstats.feed;

import org.domainstats.model.FeedVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Pulls the feed at the start, every day, and when the community server says that there is a newer
 * one.
 */
public final class FeedUpdater implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedUpdater.class);

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * So that the clients of a community do not all come at once, each day or when it publishes.
     */
    private static final Duration MOST_SPREAD = Duration.ofMinutes(10);

    private static final Duration MOST_SPREAD_OF_NEWS = Duration.ofSeconds(20);

    /** Not at once: a fresh process should have its hands free for the first questions. */
    private static final Duration FIRST_PULL = Duration.ofSeconds(3);

    private final FeedClient client;
    private final Supplier<FeedVersion> own;
    private final RandomGenerator random;
    private final AtomicReference<FeedVersion> wanted = new AtomicReference<>(FeedVersion.NONE);
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("feed").factory());

    /**
     * A keeper that does nothing before {@link #start}.
     *
     * @param own the version of the known domains
     */
    public FeedUpdater(FeedClient client, Supplier<FeedVersion> own, RandomGenerator random) {
        this.client = client;
        this.own = own;
        this.random = random;
    }

    public void start() {
        long spread = random.nextLong(MOST_SPREAD.toMillis());
        var _ = schedule.schedule(this::pull, FIRST_PULL.toMillis(), TimeUnit.MILLISECONDS);
        var _ =
                schedule.scheduleWithFixedDelay(
                        this::pull, DAY.toMillis() + spread, DAY.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Hears of the newest version; never blocks. Each version is pulled for once. */
    public void newestIs(FeedVersion newest) {
        FeedVersion before = wanted.get();
        if (newest.compareTo(before) > 0 && wanted.compareAndSet(before, newest)) {
            var _ =
                    schedule.schedule(
                            () -> pullFor(newest),
                            random.nextLong(MOST_SPREAD_OF_NEWS.toMillis()),
                            TimeUnit.MILLISECONDS);
        }
    }

    private void pullFor(FeedVersion newest) {
        if (newest.compareTo(own.get()) > 0) {
            pull();
        }
    }

    private void pull() {
        try {
            switch (client.pull(FeedProgress.SILENT)) {
                case FeedOutcome.UpToDate _ -> {}
                case FeedOutcome.Updated updated -> log(updated);
                case FeedOutcome.NothingYet nothing ->
                        LOG.info("no feed is published yet: {}", nothing.reason());
                case FeedOutcome.Refused refused ->
                        LOG.error(
                                "the feed was refused, nothing has changed: {}", refused.reason());
                case FeedOutcome.Unreachable unreachable ->
                        LOG.warn(
                                "the feed was not reached, nothing has changed: {}",
                                unreachable.reason());
            }
        } catch (RuntimeException e) {
            // One failed pull must not be the last.
            LOG.error("the feed could not be applied, nothing has changed", e);
        }
    }

    private static void log(FeedOutcome.Updated updated) {
        LOG.info(
                "known domains went from {} to {} with {} rows",
                updated.from(),
                updated.to(),
                updated.rows());
        updated.bad()
                .forEach(bad -> LOG.warn("line {} says nothing: {}", bad.number(), bad.reason()));
    }

    @Override
    public void close() {
        schedule.shutdownNow();
    }
}
