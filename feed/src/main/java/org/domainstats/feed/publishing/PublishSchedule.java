package org.domainstats.feed.publishing;

import org.domainstats.base.Deadline;
import org.domainstats.base.ScheduledTasks;
import org.domainstats.base.Stoppable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Publishes the feed again and again, the first time once the newest version is old enough, however
 * often the server was restarted since.
 */
public final class PublishSchedule implements Stoppable {

    private static final Logger LOG = LoggerFactory.getLogger(PublishSchedule.class);

    private final FeedPublisher publisher;
    private final ScheduledTasks tasks = new ScheduledTasks("feed-publisher");

    private PublishSchedule(FeedPublisher publisher) {
        this.publisher = publisher;
    }

    /** Starts publishing. */
    public static PublishSchedule start(
            FeedPublisher publisher, Duration every, InstantSource clock) throws IOException {
        PublishSchedule schedule = new PublishSchedule(publisher);
        Instant due = publisher.newest().map(newest -> newest.plus(every)).orElse(Instant.MIN);
        Instant now = clock.instant();
        Duration first = due.isAfter(now) ? Duration.between(now, due) : Duration.ZERO;
        schedule.tasks.repeat(
                first,
                "publish the feed",
                () -> {
                    schedule.publish();
                    return every;
                },
                every);
        return schedule;
    }

    private void publish() throws IOException {
        FeedPublisher.Published published = publisher.publish(false);
        if (published.added() + published.removed() > 0) {
            LOG.info(
                    "published version {} of the feed: {} added, {} removed",
                    published.version(),
                    published.added(),
                    published.removed());
        }
    }

    @Override
    public void stop() {
        tasks.stop();
    }

    /** Waits for the publication under way. */
    @Override
    public void close(Deadline deadline) {
        tasks.close(deadline);
    }
}
