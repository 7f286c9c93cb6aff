package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.SingleFlight.Call;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Sighting;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Those outside who are asked about a name: the community, and the registry if the community does
 * not know its registration, or takes its time. What they say is kept in the store.
 */
final class SourceCoordinator {

    /** Whoever waits has a timeout of its own; the registry has its own deadline. */
    private static final Duration FLIGHT_WAIT = Duration.ofHours(1);

    private final RegistrationRefresher refresher;
    private final CommunityContacts contacts;
    private final LookupSources sources;
    private final AnswerCounters counters;

    /** So that a slow community costs nobody the word of the registry, and a fast one saves it. */
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
        this.headStart = timeout.dividedBy(2);
    }

    LookupSources sources() {
        return sources;
    }

    /**
     * Asks about a name, and returns when everybody has said what he has to say. Blocks.
     *
     * @param registration whether that of the domain is wanted too
     */
    void ask(PublicQuestion asked, boolean registration) {
        PublicName name = asked.name();
        boolean registry = registration && sources.hasRegistry();
        CompletableFuture<Void> replied = new CompletableFuture<>();
        CompletableFuture<Optional<Call>> parallel =
                registry
                        ? startIfLate(asked.registrationRequest(), replied)
                        : CompletableFuture.completedFuture(Optional.empty());
        @Nullable RegistrationOutcome said = null;
        try {
            Community.Reply reply = sources.community().ask(name.site());
            counters.replied(reply);
            if (reply instanceof Community.Reply.Known told) {
                keepContact(name.site(), told);
                said = told.registration();
            }
        } finally {
            replied.complete(null);
        }
        Optional<Call> started = parallel.join();
        started.ifPresent(call -> call.await(FLIGHT_WAIT));
        if (!registration || (started.isPresent() && isLearned(name.domain()))) {
            return;
        }
        boolean kept = keepRegistration(name.domain(), said);
        if (registry && !kept && started.isEmpty()) {
            refresher.ask(asked.registrationRequest()).ifPresent(call -> call.await(FLIGHT_WAIT));
        }
    }

    /** The call to the registry that is begun if the community has not replied in time. */
    private CompletableFuture<Optional<Call>> startIfLate(
            RegistrationRequest request, CompletableFuture<Void> replied) {
        return CompletableFuture.supplyAsync(
                        () ->
                                repliesInTime(replied)
                                        ? Optional.<Call>empty()
                                        : refresher.ask(request),
                        task -> Thread.ofVirtual().start(task))
                // Then it is asked after the community, and whatever is wrong shows there.
                .exceptionally(_ -> Optional.empty());
    }

    private boolean repliesInTime(CompletableFuture<Void> replied) {
        try {
            replied.get(headStart.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Whether the registry has given an answer that the community's word need not stand in for. */
    private boolean isLearned(DomainName domain) {
        return refresher
                .find(domain)
                .filter(kept -> !(kept.outcome() instanceof Unreachable))
                .isPresent();
    }

    private void keepContact(DomainName site, Community.Reply.Known told) {
        if (told.byUs() instanceof Sighting.FirstContact first) {
            contacts.put(site, new CommunityContact(first.at(), true, told.labels()));
        } else if (told.byUs() instanceof Sighting.At at) {
            contacts.put(site, new CommunityContact(at.instant(), false, told.labels()));
        }
    }

    /** Keeps what the community said of a registration; false if the registry must be asked. */
    private boolean keepRegistration(DomainName domain, @Nullable RegistrationOutcome said) {
        if (said == null) {
            return false;
        }
        if (!(said instanceof NoSource)) {
            refresher.keep(domain, said);
            return true;
        }
        if (!sources.hasRegistry()) {
            refresher.storeNoSource(domain);
        }
        return false;
    }
}
