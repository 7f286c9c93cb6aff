package org.domainstats.feed;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;

import java.time.Instant;

/** One line of a feed file. */
public sealed interface FeedLine {

    /** A known domain with all that is known of it. */
    record Put(DomainName domain, KnownDomain known) implements FeedLine {}

    /** The rank of a domain, and nothing else. */
    record Rank(DomainName domain, int rank) implements FeedLine {}

    /** A domain that is not known any more. */
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
