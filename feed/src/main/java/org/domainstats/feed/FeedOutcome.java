package org.domainstats.feed;

import org.domainstats.model.FeedVersion;

import java.util.List;

/** What became of a pull. */
public sealed interface FeedOutcome {

    /** The known domains were at the newest version already. */
    record UpToDate(FeedVersion version) implements FeedOutcome {}

    /**
     * The known domains are at a newer version now.
     *
     * @param rows how many lines were applied
     * @param passedOver how many lines of the original's format were of expired registrations
     * @param bad the first lines of the original's format that say nothing
     */
    record Updated(
            FeedVersion from, FeedVersion to, long rows, long passedOver, List<FeedLine.Bad> bad)
            implements FeedOutcome {

        public Updated {
            bad = List.copyOf(bad);
        }
    }

    /** The place was reached, and there is no feed at it; there never was one for us. */
    record NothingYet(String reason) implements FeedOutcome {}

    /** What came was not to be used. The known domains are whole, at the version before. */
    record Refused(String reason) implements FeedOutcome {}

    /**
     * The feed could not be fetched, or not be kept. The known domains are whole, at the version
     * before.
     */
    record Unreachable(String reason) implements FeedOutcome {}
}
