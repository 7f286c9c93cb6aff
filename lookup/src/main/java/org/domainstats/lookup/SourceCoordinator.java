package org.domainstats.lookup;

import org.domainstats.base.Deadline;
import org.domainstats.base.Durations;
import org.domainstats.model.DomainName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.SingleFlight.Call;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Asks the community about a name, and the registry if the community does not know the
 * registration, or takes its time. What they reply is stored.
 */
final class SourceCoordinator {

    /** Clients have timeouts of their own; the registry has its own deadline. */
    private static final Duration CALL_TIMEOUT = Duration.ofHours(1);

    private static final Community.Reply FAILED =
            new Community.Reply.NoReply("the community could not be asked");

    private final RegistrationRefresher refresher;
    private final CommunityContacts contacts;
    private final LookupSources sources;
    private final AnswerCounters counters;
    private final BestEffort bestEffort;

    /** So that a slow community costs nobody the registry's reply, and a fast one saves it. */
    private final Duration headStart;

    /**
     * @param timeout how long an answer waits for the outside world
     */
    SourceCoordinator(
            RegistrationRefresher refresher,
            CommunityContacts contacts,
            LookupSources sources,
            AnswerCounters counters,
            Duration timeout) {
        this.refresher = refresher;
        this.contacts = contacts;
        this.sources = sources;
        this.counters = counters;
        this.bestEffort = refresher.bestEffort();
        this.headStart = Durations.tenths(timeout, 5);
    }

    LookupSources sources() {
        return sources;
    }

    RegistrationRefresher refresher() {
        return refresher;
    }

    /**
     * Asks about a name, and returns when all have replied. Blocks.
     *
     * @param request for the registration of the domain
     * @param registration whether it is wanted
     */
    void ask(DomainName site, RegistrationRequest request, boolean registration) {
        DomainName domain = request.domain();
        boolean registry = registration && sources.hasRegistry();
        CompletableFuture<Void> replied = new CompletableFuture<>();
        CompletableFuture<Optional<Call>> parallel =
                registry
                        ? startIfLate(request, replied)
                        : CompletableFuture.completedFuture(Optional.empty());
        Community.Reply reply;
        try {
            reply = askCommunity(site);
        } finally {
            replied.complete(null);
        }
        Optional<Call> started = parallel.join();
        started.ifPresent(call -> call.await(Deadline.in(CALL_TIMEOUT)));
        if (!registration || (started.isPresent() && isLearned(domain))) {
            return;
        }
        boolean stored = storeRegistration(domain, reply);
        if (registry && !stored && started.isEmpty()) {
            refresher.ask(request).ifPresent(call -> call.await(Deadline.in(CALL_TIMEOUT)));
        }
    }

    private Community.Reply askCommunity(DomainName site) {
        Community.Reply reply =
                bestEffort.get(
                        "ask the community", () -> sources.community().ask(site), () -> FAILED);
        counters.replied(reply);
        if (reply instanceof Community.Reply.Known known) {
            bestEffort.run(StoreOperation.STORE_COMMUNITY, () -> storeContact(site, known));
        }
        return reply;
    }

    /** A call to the registry, started where the community does not reply in half the time. */
    private CompletableFuture<Optional<Call>> startIfLate(
            RegistrationRequest request, CompletableFuture<Void> replied) {
        return CompletableFuture.supplyAsync(
                        () ->
                                repliesWithin(headStart, replied)
                                        ? Optional.<Call>empty()
                                        : refresher.ask(request),
                        task -> Thread.ofVirtual().start(task))
                // Then it is asked after the community, and whatever is wrong shows there.
                .exceptionally(_ -> Optional.empty());
    }

    private static boolean repliesWithin(Duration time, CompletableFuture<Void> replied) {
        try {
            replied.get(time.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Whether the registry has given an answer that the community's need not stand in for. */
    private boolean isLearned(DomainName domain) {
        return refresher
                .find(domain)
                .filter(stored -> !(stored.outcome() instanceof Unreachable))
                .isPresent();
    }

    private void storeContact(DomainName site, Community.Reply.Known reply) {
        List<String> labels =
                reply.labels().stream()
                        .filter(label -> !label.isEmpty() && label.indexOf('\n') < 0)
                        .toList();
        switch (reply.byUs()) {
            case Sighting.FirstContact first ->
                    contacts.put(site, new CommunityContact(first.at(), true, labels));
            case Sighting.At at ->
                    contacts.put(site, new CommunityContact(at.instant(), false, labels));
            case Sighting.Established _, Sighting.Unavailable _ -> {}
        }
    }

    /** Stores what the community said of a registration; false if the registry must be asked. */
    private boolean storeRegistration(DomainName domain, Community.Reply reply) {
        @Nullable RegistrationOutcome said =
                reply instanceof Community.Reply.Known known ? known.registration() : null;
        if (said == null) {
            return false;
        }
        if (!(said instanceof NoSource)) {
            return bestEffort.run(
                    StoreOperation.STORE_COMMUNITY, () -> refresher.store(domain, said));
        }
        if (!sources.hasRegistry()) {
            refresher.storeNoSource(domain);
        }
        return false;
    }
}
