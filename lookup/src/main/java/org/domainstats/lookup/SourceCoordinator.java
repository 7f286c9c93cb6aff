package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.SingleFlight.Flight;
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

    /** Whoever waits has his own patience; the registry has its own deadline. */
    private static final Duration FLIGHT_WAIT = Duration.ofHours(1);

    private final RegistrationRefresher learner;
    private final CommunityContacts contacts;
    private final LookupSources outside;
    private final AnswerCounters origins;

    /** So that a slow community costs nobody the word of the registry, and a fast one saves it. */
    private final Duration headStart;

    /**
     * @param patience how long an answer waits for the outside world
     */
    SourceCoordinator(
            RegistrationRefresher learner,
            CommunityContacts contacts,
            LookupSources outside,
            AnswerCounters origins,
            Duration patience) {
        this.learner = learner;
        this.contacts = contacts;
        this.outside = outside;
        this.origins = origins;
        this.headStart = patience.dividedBy(2);
    }

    LookupSources outside() {
        return outside;
    }

    /**
     * Asks about a name, and returns when everybody has said what he has to say. Blocks.
     *
     * @param registration whether that of the domain is wanted too
     */
    void ask(PublicQuestion asked, boolean registration) {
        PublicName name = asked.name();
        boolean registry = registration && outside.hasRegistry();
        CompletableFuture<Void> spoken = new CompletableFuture<>();
        CompletableFuture<Optional<Flight>> overtaking =
                registry
                        ? overtake(asked.registrationRequest(), spoken)
                        : CompletableFuture.completedFuture(Optional.empty());
        @Nullable RegistrationOutcome said = null;
        try {
            Community.Reply reply = outside.community().ask(name.site());
            origins.replied(reply);
            if (reply instanceof Community.Reply.Known told) {
                keepContact(name.site(), told);
                said = told.registration();
            }
        } finally {
            spoken.complete(null);
        }
        Optional<Flight> overtaken = overtaking.join();
        overtaken.ifPresent(flight -> flight.await(FLIGHT_WAIT));
        if (!registration || (overtaken.isPresent() && isLearned(name.domain()))) {
            return;
        }
        boolean kept = keepRegistration(name.domain(), said);
        if (registry && !kept && overtaken.isEmpty()) {
            learner.ask(asked.registrationRequest()).ifPresent(flight -> flight.await(FLIGHT_WAIT));
        }
    }

    /** The flight to the registry that is begun if the community has not spoken in time. */
    private CompletableFuture<Optional<Flight>> overtake(
            RegistrationRequest request, CompletableFuture<Void> spoken) {
        return CompletableFuture.supplyAsync(
                        () ->
                                speaksInTime(spoken)
                                        ? Optional.<Flight>empty()
                                        : learner.ask(request),
                        task -> Thread.ofVirtual().start(task))
                // Then it is asked after the community, and whatever is wrong shows there.
                .exceptionally(_ -> Optional.empty());
    }

    private boolean speaksInTime(CompletableFuture<Void> spoken) {
        try {
            spoken.get(headStart.toNanos(), TimeUnit.NANOSECONDS);
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
        return learner.find(domain)
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
            learner.keep(domain, said);
            return true;
        }
        if (!outside.hasRegistry()) {
            learner.keepSourceless(domain);
        }
        return false;
    }
}
