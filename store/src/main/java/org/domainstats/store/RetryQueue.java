package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Domains whose registration is still to be looked up, durable across restarts. Every method may
 * block on the disk.
 */
public interface RetryQueue {

    /** Puts a domain in, or replaces its entry. */
    default void put(Retry retry) {
        putAll(List.of(retry));
    }

    /** {@link #put} for many domains in one go. */
    void putAll(List<Retry> retries);

    /**
     * Puts in, all at once, those that do not wait yet. One that waits for a re-check moves up when
     * it is asked for; otherwise its entry stays as it is.
     */
    void add(List<Retry> retries);

    /**
     * Puts entries off, so that they are this caller's until then: of several who have read the
     * same entries, one gets each.
     *
     * @param read as they were read
     * @return those that nobody has changed since, in their order
     */
    List<Retry> take(List<Retry> read, Instant until);

    void remove(DomainName domain);

    Optional<Retry> find(DomainName domain);

    /**
     * What is due at an instant: asked-for names before re-checks; of each, the longest due and the
     * latest in equal parts, so that neither a flood hides what comes after it nor the other way
     * round. Nothing is taken out.
     */
    List<Retry> due(Instant now, int limit);

    /** All that waits, in the order it will be tried. */
    List<Retry> list(int limit);

    long size();

    /** How many domains wait for one reason. */
    long size(Priority priority);

    /** Why a domain waits. */
    enum Priority {
        /** Somebody asked and got no date. */
        ASKED,
        /** A known date is to be confirmed. */
        RECHECK
    }

    /**
     * A domain that waits.
     *
     * @param attempts how many times its sources failed
     * @param reason the last failure, in one line for people
     */
    record Retry(DomainName domain, Priority priority, Instant due, int attempts, String reason) {

        /** The same at another time. */
        public Retry at(Instant time) {
            return new Retry(domain, priority, time, attempts, reason);
        }
    }
}
