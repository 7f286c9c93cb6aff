package org.domainstats.registrations;

import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Domains whose registration is to be looked up later, in the durable queue; {@link RetryRounds}
 * takes them out when they are due.
 */
public final class RefreshQueue {

    /**
     * Enough for a network's first week; past this a flood of made-up names would only fill the
     * disk.
     */
    private static final int LONGEST_QUEUE = 1_000_000;

    /** A list tells that a domain is new; its registry has time to tell the exact date. */
    private static final Duration LISTED_ASKED = Duration.ofHours(1);

    private final RetryQueue retries;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** As last counted, which takes long when there are many, and what was added since. */
    private final AtomicLong size = new AtomicLong();

    RefreshQueue(RetryQueue retries, InstantSource clock, RandomGenerator random) {
        this.retries = retries;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Sees to it that domains are not forgotten if the process dies before they are answered.
     *
     * @param asked those that are being asked about
     * @param waiting those that there was no permit for
     */
    public void remember(List<DomainName> asked, List<DomainName> waiting) {
        Instant now = clock.instant();
        Instant later = now.plusSeconds(RetryRounds.LOST_CALL_SECONDS);
        List<Retry> retries = new ArrayList<>(asked.size() + waiting.size());
        asked.forEach(each -> retries.add(retry(each, Priority.ASKED, later, "being asked")));
        waiting.forEach(
                each -> retries.add(retry(each, Priority.ASKED, now, "waits for a free permit")));
        add(retries);
    }

    /** Has a known date confirmed when there is time. */
    public void recheck(DomainName domain) {
        add(List.of(retry(domain, Priority.RECHECK, clock.instant(), "to be confirmed")));
    }

    /** Has what a list says of domains confirmed behind everything else, not before an hour. */
    public void askLater(List<DomainName> domains) {
        Instant due = clock.instant().plus(LISTED_ASKED);
        add(
                domains.stream()
                        .map(each -> retry(each, Priority.RECHECK, due, "named by a list"))
                        .toList());
    }

    private static Retry retry(DomainName domain, Priority priority, Instant due, String reason) {
        return new Retry(domain, priority, due, 0, reason);
    }

    private void add(List<Retry> all) {
        if (!all.isEmpty() && size.get() < LONGEST_QUEUE) {
            retries.add(all);
            size.addAndGet(all.size());
        }
    }

    /**
     * Has a domain asked about again that could not be learned of.
     *
     * @param known whether its registration is known, and this was to confirm it
     * @return when
     */
    Instant putOff(DomainName domain, Unreachable unreachable, boolean known) {
        Instant now = clock.instant();
        Optional<Retry> waiting = retries.find(domain);
        int attempts = waiting.map(Retry::attempts).orElse(0);
        Priority priority =
                waiting.map(Retry::priority).orElse(known ? Priority.RECHECK : Priority.ASKED);
        Instant due =
                OutcomeExpiry.retry(attempts, unreachable.notBefore(), now, random.nextDouble());
        // A request to come back later is no failure, so it does not lengthen the back-off.
        int failed = unreachable.notBefore() == null ? attempts + 1 : attempts;
        retries.put(new Retry(domain, priority, due, failed, unreachable.reason()));
        return due;
    }

    boolean contains(DomainName domain) {
        return retries.find(domain).isPresent();
    }

    void remove(DomainName domain) {
        retries.remove(domain);
    }

    /** Counts what waits, so that a full queue is noticed. */
    public void count() {
        size.set(retries.size());
    }
}
