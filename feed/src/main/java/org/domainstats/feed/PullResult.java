package org.domainstats.feed;

import java.util.Locale;

/** What became of a pull, as it is counted. */
public enum PullResult {
    UPDATED,
    UP_TO_DATE,
    NOTHING_YET,
    REFUSED,
    UNREACHABLE;

    /** The lower-case word used in metrics. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static PullResult of(FeedOutcome outcome) {
        return switch (outcome) {
            case FeedOutcome.Updated _ -> UPDATED;
            case FeedOutcome.UpToDate _ -> UP_TO_DATE;
            case FeedOutcome.NothingYet _ -> NOTHING_YET;
            case FeedOutcome.Refused _ -> REFUSED;
            case FeedOutcome.Unreachable _ -> UNREACHABLE;
        };
    }
}
