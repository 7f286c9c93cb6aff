package org.domainstats.feed;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Publishes the feed again and again, the first time once the newest version is old enough, however
 * often the server was restarted since.
 */
public final class PublishSchedule implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishSchedule.class);

    private final FeedPublisher publisher;
    private final ScheduledExecutorService schedule =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("community-publishing").factory());

    private PublishSchedule(FeedPublisher publisher) {
        this.publisher = publisher;
    }

    /** Starts publishing. */
    public static PublishSchedule start(
            FeedPublisher publisher, Duration every, InstantSource clock) throws IOException {
        PublishSchedule started = new PublishSchedule(publisher);
        Duration wait =
                publisher
                        .newest()
                        .map(newest -> Duration.between(clock.instant(), newest.plus(every)))
                        .orElse(Duration.ZERO);
        var _ =
                started.schedule.scheduleWithFixedDelay(
                        started::publish,
                        Math.max(0, wait.toMillis()),
                        every.toMillis(),
                        TimeUnit.MILLISECONDS);
        return started;
    }

    private void publish() {
        try {
            FeedPublisher.Published published = publisher.publish(false);
            if (published.added() + published.removed() > 0) {
                LOG.info(
                        "published version {} of the feed: {} added, {} removed",
                        published.version(),
                        published.added(),
                        published.removed());
            }
        } catch (IOException e) {
            LOG.warn("the feed was not published; will try again: {}", e.getMessage());
        } catch (RuntimeException e) {
            // One failed round must not end the schedule; the disk may have room again at the next.
            LOG.warn("the feed was not published; will try again", e);
        }
    }

    /** Waits for what is being published. */
    @Override
    public void close() {
        schedule.close();
    }
}
