package org.domainstats.lookup;

import org.domainstats.lookup.RegistrationRequest.Urgency;
import org.domainstats.lookup.RegistrationSource.Trace;
import org.domainstats.lookup.SingleFlight.Call;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.store.Registrations;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** Learns registrations: one call to the source for each domain, and what comes back is kept. */
final class RegistrationRefresher {

    /**
     * A call mostly waits, but each holds a socket; past this, names wait in the durable queue
     * instead.
     */
    private static final int MOST_CALLS = 512;

    /**
     * Enough for a network's first week; past this a flood of made-up names would only fill the
     * disk.
     */
    private static final int LONGEST_QUEUE = 1_000_000;

    /** The community may be given a source, and so may we. */
    private static final Duration NO_SOURCE_KEPT = Duration.ofHours(1);

    /** When a call that did not come back, because of a crash perhaps, is tried again. */
    private static final int LOST_FLIGHT_SECONDS = 60;

    private final Registrations registrations;
    private final RetryQueue retries;
    private final RegistrationSource source;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SingleFlight<DomainName> calls = new SingleFlight<>(MOST_CALLS);

    /** As of the last round of retries: counting takes long when there are many. */
    private volatile long queued;

    RegistrationRefresher(
            Store store, RegistrationSource source, InstantSource clock, RandomGenerator random) {
        this.registrations = store.registrations();
        this.retries = store.retries();
        this.source = source;
        this.clock = clock;
        this.random = random;
    }

    Optional<StoredRegistration> find(DomainName domain) {
        return registrations.find(domain);
    }

    Map<DomainName, StoredRegistration> findAll(List<DomainName> domains) {
        return registrations.findAll(domains);
    }

    /** Asks the source, or joins who is asking; empty if too many ask already. */
    Optional<Call> ask(RegistrationRequest request) {
        return calls.join(request.domain(), () -> fetch(request));
    }

    /** The same, but the source is asked only when {@code ready} is complete. */
    Optional<Call> ask(RegistrationRequest request, CompletableFuture<Void> ready) {
        return calls.join(
                request.domain(),
                () -> {
                    ready.join();
                    fetch(request);
                });
    }

    private void fetch(RegistrationRequest request) {
        keep(request.domain(), source.fetch(request, Trace.SILENT));
    }

    /** Keeps what somebody said of a domain. */
    void keep(DomainName domain, RegistrationOutcome said) {
        Instant now = clock.instant();
        @Nullable RegistrationOutcome before =
                registrations.find(domain).map(StoredRegistration::outcome).orElse(null);
        if (said instanceof Unreachable unreachable) {
            Instant due = putOff(domain, unreachable, before != null, now);
            if (before == null || before instanceof Unreachable) {
                registrations.put(domain, new StoredRegistration(unreachable, now, due));
            }
        } else {
            RegistrationOutcome outcome = Reregistration.merge(before, said);
            registrations.put(
                    domain,
                    new StoredRegistration(outcome, now, OutcomeExpiry.checkAgain(outcome, now)));
            retries.remove(domain);
        }
    }

    /** Keeps that the community knows no source either, unless more is known. */
    void storeNoSource(DomainName domain) {
        Instant now = clock.instant();
        boolean known =
                registrations
                        .find(domain)
                        .map(StoredRegistration::outcome)
                        .filter(before -> !(before instanceof NoSource))
                        .isPresent();
        if (!known) {
            registrations.put(
                    domain, new StoredRegistration(new NoSource(), now, now.plus(NO_SOURCE_KEPT)));
        }
    }

    /**
     * Sees to it that domains are not forgotten if the process dies before they are answered.
     *
     * @param asked those that are being asked about
     * @param waiting those that there was no permit for
     */
    void remember(List<DomainName> asked, List<DomainName> waiting) {
        Instant now = clock.instant();
        Instant later = now.plusSeconds(LOST_FLIGHT_SECONDS);
        List<Retry> retries = new ArrayList<>(asked.size() + waiting.size());
        asked.forEach(each -> retries.add(retry(each, Priority.ASKED, later, "being asked")));
        waiting.forEach(
                each -> retries.add(retry(each, Priority.ASKED, now, "waits for a free turn")));
        queue(retries);
    }

    /** Has a known date confirmed when there is time. */
    void recheck(DomainName domain) {
        queue(List.of(retry(domain, Priority.RECHECK, clock.instant(), "to be confirmed")));
    }

    private static Retry retry(DomainName domain, Priority priority, Instant due, String reason) {
        return new Retry(domain, priority, due, 0, reason);
    }

    private void queue(List<Retry> all) {
        if (!all.isEmpty() && queued < LONGEST_QUEUE) {
            retries.add(all);
        }
    }

    private Instant putOff(DomainName domain, Unreachable unreachable, boolean known, Instant now) {
        Optional<Retry> waiting = retries.find(domain);
        int attempts = waiting.map(Retry::attempts).orElse(0);
        Priority priority =
                waiting.map(Retry::priority).orElse(known ? Priority.RECHECK : Priority.ASKED);
        Instant due =
                OutcomeExpiry.retry(attempts, unreachable.notBefore(), now, random.nextDouble());
        // Being told to come later is no failure, so it does not lengthen the way back.
        int failed = unreachable.notBefore() == null ? attempts + 1 : attempts;
        retries.put(new Retry(domain, priority, due, failed, unreachable.reason()));
        return due;
    }

    /** Starts calls for what is due in the queue, as many as there are permits for. */
    void retryDue() {
        Instant now = clock.instant();
        queued = retries.size();
        if (source.equals(RegistrationSource.OFF)) {
            // It would say that there is no source. They wait until there is one again.
            return;
        }
        for (Retry retry : retries.due(now, MOST_CALLS - calls.size())) {
            // Moved on first, so that the next round passes it over, and a crash does not lose it.
            Instant later = now.plusSeconds(LOST_FLIGHT_SECONDS);
            retries.put(
                    new Retry(
                            retry.domain(),
                            retry.priority(),
                            later,
                            retry.attempts(),
                            retry.reason()));
            var _ = ask(new RegistrationRequest(retry.domain(), urgency(retry), ClientId.LOCAL));
        }
    }

    private static Urgency urgency(Retry retry) {
        return switch (retry.priority()) {
            case ASKED -> Urgency.RETRY;
            case RECHECK -> Urgency.RECHECK;
        };
    }

    int inFlight() {
        return calls.size();
    }
}
