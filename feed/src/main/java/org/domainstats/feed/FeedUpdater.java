package org.domainstats.feed;

import org.domainstats.base.Deadline;
import org.domainstats.base.EnumCounters;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.domainstats.model.FeedVersion;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Pulls the feed at the start, every day, and when the community server says that there is a newer
 * version.
 */
public final class FeedUpdater implements Stoppable {

    private static final Logger LOG = LoggerFactory.getLogger(FeedUpdater.class);

    private static final Duration DAY = Duration.ofDays(1);

    /**
     * So that the clients of a community do not all come at once, each day or when it publishes.
     */
    private static final Duration MAX_DAILY_DELAY = Duration.ofMinutes(10);

    private static final Duration MAX_ANNOUNCED_DELAY = Duration.ofSeconds(20);

    /** Not at once: a fresh process should be free for the first questions. */
    private static final Duration FIRST_PULL = Duration.ofSeconds(3);

    private final FeedClient client;
    private final Supplier<FeedVersion> own;
    private final RandomGenerator random;
    private final AtomicReference<FeedVersion> announced = new AtomicReference<>(FeedVersion.NONE);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final EnumCounters<PullResult> pulls = new EnumCounters<>(PullResult.class);
    private final ScheduledTasks tasks = new ScheduledTasks("feed-updater");

    /**
     * An updater that does nothing before {@link #start}.
     *
     * @param own the version of the known domains
     */
    public FeedUpdater(FeedClient client, Supplier<FeedVersion> own, RandomGenerator random) {
        this.client = client;
        this.own = own;
        this.random = random;
    }

    public void start() {
        tasks.after(FIRST_PULL, "pull the feed", this::pull);
        Duration spread = Duration.ofMillis(random.nextLong(MAX_DAILY_DELAY.toMillis()));
        tasks.repeat(
                DAY.plus(spread),
                "pull the feed",
                () -> {
                    pull();
                    return DAY;
                },
                DAY);
    }

    /**
     * Takes note of the version that the community server names; never blocks. A change of it is
     * followed by one pull, so that a version that does not exist leads to nothing more.
     */
    public void newestIs(FeedVersion newest) {
        if (newest.equals(announced.get())) {
            return;
        }
        announced.set(newest);
        if (scheduled.compareAndSet(false, true)) {
            tasks.after(
                    Duration.ofMillis(random.nextLong(MAX_ANNOUNCED_DELAY.toMillis())),
                    "pull the feed",
                    this::pullAnnounced);
        }
    }

    private void pullAnnounced() {
        scheduled.set(false);
        if (announced.get().compareTo(own.get()) > 0) {
            pull();
        }
    }

    private void pull() {
        FeedOutcome outcome = client.pull(FeedProgress.SILENT);
        if (Thread.currentThread().isInterrupted()) {
            LOG.info("the stop interrupted a pull of the feed; the next start pulls again");
            return;
        }
        pulls.increment(PullResult.of(outcome));
        switch (outcome) {
            case FeedOutcome.UpToDate current -> logStale(current.stale());
            case FeedOutcome.Updated updated -> log(updated);
            case FeedOutcome.NothingYet nothing ->
                    LOG.info("no feed is published yet: {}", nothing.reason());
            case FeedOutcome.Refused refused ->
                    LOG.error("the feed was refused, {}", refused.reason());
            case FeedOutcome.Unreachable unreachable ->
                    LOG.warn("the feed was not reached, {}", unreachable.reason());
        }
    }

    /** How many pulls came to a result since the start. */
    public long pulls(PullResult result) {
        return pulls.count(result);
    }

    /** When the feed that the known domains follow was published; empty before the first pull. */
    public Optional<Instant> published() {
        return client.published();
    }

    private static void log(FeedOutcome.Updated updated) {
        LOG.info(
                "known domains went from {} to {} with {} rows",
                updated.from(),
                updated.to(),
                updated.rows());
        updated.bad()
                .forEach(bad -> LOG.warn("line {} cannot be read: {}", bad.number(), bad.reason()));
        logStale(updated.stale());
    }

    private static void logStale(@Nullable Instant published) {
        if (published != null) {
            LOG.warn("the feed is stale: its manifest is of {}", published);
        }
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    /** Waits for no pull: what it began is taken up, or begun anew, after the next start. */
    @Override
    public void close(Deadline deadline) {
        tasks.close(Deadline.in(Duration.ZERO));
    }
}
