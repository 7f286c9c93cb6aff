package org.domainstats.feed;

import org.domainstats.model.FeedVersion;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** The result of a pull. */
public sealed interface FeedOutcome {

    /**
     * The known domains were at the newest version already.
     *
     * @param stale when the manifest was published, if that is longer ago than it should be
     */
    record UpToDate(FeedVersion version, @Nullable Instant stale) implements FeedOutcome {}

    /**
     * The known domains are at a newer version now.
     *
     * @param rows how many lines were applied
     * @param expired how many lines of the original's format were of expired registrations
     * @param bad the first unreadable lines of the original's format
     * @param stale when the manifest was published, if that is longer ago than it should be
     */
    record Updated(
            FeedVersion from,
            FeedVersion to,
            long rows,
            long expired,
            List<FeedLine.Bad> bad,
            @Nullable Instant stale)
            implements FeedOutcome {

        public Updated {
            bad = List.copyOf(bad);
        }
    }

    /** The source was reached and holds no feed, and none was ever applied here. */
    record NothingYet(String reason) implements FeedOutcome {}

    /**
     * The feed was not acceptable. The known domains are whole, at the version before it.
     *
     * @param reason begins with what has changed all the same, by the files before it
     */
    record Refused(String reason) implements FeedOutcome {}

    /**
     * The feed could not be fetched, or not be kept. The known domains are whole, at the version
     * before it.
     *
     * @param reason begins with what has changed all the same, by the files before it
     */
    record Unreachable(String reason) implements FeedOutcome {}
}
