package org.domainstats.registrations;

import org.domainstats.base.Deadline;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.registrations.SingleFlight.Call;
import org.domainstats.store.Leases;
import org.domainstats.store.Leases.Lease;
import org.domainstats.store.Registrations;
import org.domainstats.store.Store;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Looks registrations up at their source, one call for each domain at a time, and stores what comes
 * back.
 */
public final class RegistrationRefresher {

    /**
     * A call mostly waits, but each holds a socket; past this, names wait in the durable queue
     * instead.
     */
    private static final int MOST_CALLS = 512;

    /** The community may be given a source, and so may we. */
    private static final Duration NO_SOURCE_KEPT = Duration.ofHours(1);

    /** All sources of a domain with their deadlines; then its process counts as dead. */
    private static final Duration LONGEST_FETCH = Duration.ofSeconds(RetryRounds.LOST_CALL_SECONDS);

    private static final Duration LONGEST_WAIT_FOR_OTHERS = Duration.ofSeconds(10);
    private static final Duration BETWEEN_READS = Duration.ofMillis(250);

    private final Registrations registrations;
    private final Leases leases;
    private final RefreshQueue queue;
    private final RegistrationSource source;
    private final InstantSource clock;
    private final CallPermits permits = new CallPermits(MOST_CALLS);
    private final SingleFlight<DomainName> calls;
    private final BestEffort bestEffort;
    private final RecentFetches fetches = new RecentFetches();

    public RegistrationRefresher(
            Store store,
            RegistrationSource source,
            BestEffort bestEffort,
            InstantSource clock,
            RandomGenerator random) {
        this.bestEffort = bestEffort;
        this.calls = new SingleFlight<>(bestEffort, StoreOperation.STORE_REGISTRATION);
        this.registrations = store.registrations();
        this.leases = store.leases();
        this.queue = new RefreshQueue(store.retries(), clock, random);
        this.source = source;
        this.clock = clock;
    }

    /** What is to be asked about later. */
    public RefreshQueue queue() {
        return queue;
    }

    public BestEffort bestEffort() {
        return bestEffort;
    }

    public Optional<StoredRegistration> find(DomainName domain) {
        return registrations.find(domain);
    }

    /** Asks the source, or joins who is asking; empty if too many ask already. */
    public Optional<Call> ask(RegistrationRequest request) {
        return ask(request, CompletableFuture.completedFuture(null));
    }

    /** The same, but the source is asked only when {@code ready} is complete. */
    public Optional<Call> ask(RegistrationRequest request, CompletableFuture<Void> ready) {
        return calls.join(
                request.domain(),
                () -> permits.tryAcquire(request.urgency(), request.client()),
                () -> {
                    ready.join();
                    Instant begun = clock.instant();
                    if (!isAnswered(request)) {
                        fetchInTurn(request, begun);
                    }
                });
    }

    /**
     * Asks the source whatever is stored, or joins who is asking; empty if too many ask already.
     */
    public Optional<Call> askAnew(RegistrationRequest request) {
        return calls.join(
                request.domain(),
                () -> permits.tryAcquire(request.urgency(), request.client()),
                () -> fetchInTurn(request, clock.instant()));
    }

    /**
     * How the source was last asked about a domain by this process. Empty for one that was
     * forgotten meanwhile.
     */
    public Optional<RegistrationFetch> lastFetch(DomainName domain) {
        if (!isNoted(domain)) {
            fetches.remove(domain);
        }
        return fetches.find(domain);
    }

    /** Of servers that share a store, one asks about a domain; the others see what it stores. */
    private void fetchInTurn(RegistrationRequest request, Instant begun) {
        String name = "lookup " + request.domain().ascii();
        Lease lease = leases.begin(name, LONGEST_FETCH);
        if (!lease.isBegun()) {
            awaitStored(request.domain(), begun);
            return;
        }
        try {
            if (!isStoredSince(request.domain(), begun)) {
                fetchAndStore(request);
            }
        } finally {
            bestEffort.run("end a lease", () -> leases.end(name, lease, Duration.ZERO));
        }
    }

    /** What a registry says of a domain that was forgotten while it was asked is dropped. */
    private void fetchAndStore(RegistrationRequest request) {
        DomainName domain = request.domain();
        boolean wanted = isNoted(domain, false);
        RegistrationOutcome said = fetch(request);
        if (wanted && !isNoted(domain, true)) {
            fetches.remove(domain);
        } else {
            store(domain, said);
        }
    }

    /**
     * Whether a domain is stored, or waits; where the queue was too full for it, neither.
     *
     * @param otherwise what is taken for true where that cannot be read
     */
    private boolean isNoted(DomainName domain, boolean otherwise) {
        return bestEffort.get(
                StoreOperation.READ_REGISTRATIONS, () -> isNoted(domain), () -> otherwise);
    }

    private boolean isNoted(DomainName domain) {
        return registrations.find(domain).isPresent() || queue.contains(domain);
    }

    /** Whoever waits longer is left to the retry queue, in which the domain is. */
    private void awaitStored(DomainName domain, Instant begun) {
        Deadline deadline = Deadline.in(LONGEST_WAIT_FOR_OTHERS);
        while (!deadline.hasPassed() && !isStoredSince(domain, begun)) {
            LockSupport.parkNanos(BETWEEN_READS.toNanos());
        }
    }

    private boolean isStoredSince(DomainName domain, Instant instant) {
        return registrations
                .find(domain)
                .filter(stored -> stored.checked().isAfter(instant))
                // The clock may have been wrong when it was stored.
                .filter(stored -> !stored.checked().isAfter(clock.instant()))
                .isPresent();
    }

    /** Another call may have ended after this question had read that nothing is stored. */
    private boolean isAnswered(RegistrationRequest request) {
        return switch (request.urgency()) {
            case FRESH, AGAIN, BULK ->
                    registrations
                            .find(request.domain())
                            .filter(stored -> !stored.checked().isAfter(clock.instant()))
                            .filter(stored -> stored.checkAgain().isAfter(clock.instant()))
                            .isPresent();
            case RETRY, RECHECK -> false;
        };
    }

    /** What a source does wrong must not look like what it says of the domain. */
    private RegistrationOutcome fetch(RegistrationRequest request) {
        Instant at = clock.instant();
        RecentFetches.Steps steps = new RecentFetches.Steps();
        RegistrationOutcome outcome =
                bestEffort.get(
                        "ask a registry",
                        () -> source.fetch(request, steps),
                        () -> new Unreachable("the registry could not be asked", null));
        fetches.add(request.domain(), steps.fetch(at, outcome));
        return outcome;
    }

    /** Stores what a source said of a domain, beside what is stored already. */
    public void store(DomainName domain, RegistrationOutcome said) {
        Instant now = clock.instant();
        if (said instanceof Unreachable unreachable) {
            boolean known = registrations.find(domain).filter(this::isLearned).isPresent();
            Instant due = queue.putOff(domain, unreachable, known);
            if (unreachable.busy()) {
                // Stored, it would keep the next question from asking before what waits.
                return;
            }
            StoredRegistration failed = new StoredRegistration(unreachable, now, due);
            registrations.update(
                    domain, before -> before == null || !isLearned(before) ? failed : null);
        } else {
            registrations.update(domain, before -> merge(before, said, now));
            queue.remove(domain);
        }
    }

    private boolean isLearned(StoredRegistration stored) {
        return !(stored.outcome() instanceof Unreachable);
    }

    private static StoredRegistration merge(
            @Nullable StoredRegistration before, RegistrationOutcome said, Instant now) {
        RegistrationOutcome outcome =
                Reregistration.merge(before == null ? null : before.outcome(), said);
        return new StoredRegistration(outcome, now, OutcomeExpiry.checkAgain(outcome, now));
    }

    /** Stores that the community knows no source either, unless more is known. */
    public void storeNoSource(DomainName domain) {
        Instant now = clock.instant();
        StoredRegistration none =
                new StoredRegistration(new NoSource(), now, now.plus(NO_SOURCE_KEPT));
        registrations.update(
                domain,
                before -> before == null || before.outcome() instanceof NoSource ? none : null);
    }

    /** Asks for one that waits; it goes on waiting if there is no permit. */
    public void retry(RegistrationRequest request) {
        var _ = ask(request);
    }

    /** How many calls for names that wait may be started just now. */
    public int freeForBackground() {
        return permits.freeForBackground();
    }
}
