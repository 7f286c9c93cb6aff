package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;

import java.time.Instant;

/** One line of a feed file. */
public sealed interface FeedLine {

    /** The domain is known as said here. */
    record Put(DomainName domain, KnownDomain known) implements FeedLine {}

    /** Only the rank is said. */
    record Rank(DomainName domain, int rank) implements FeedLine {}

    /** Not known any more. */
    record Remove(DomainName domain) implements FeedLine {}

    /**
     * A registration in the original's second format; whether it still stands depends on the day.
     */
    record Dated(DomainName domain, Instant created, Instant expires) implements FeedLine {}

    /** The names of the columns. */
    record Header() implements FeedLine {}

    /**
     * A line that cannot be read.
     *
     * @param number from 1
     * @param reason for people, free of control characters
     */
    record Bad(long number, String reason) implements FeedLine {}
}
