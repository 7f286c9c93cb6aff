package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.SingleFlight.Flight;
import org.domainstats.model.DomainName;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
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

/**
 * Finds out what the community and the registry know of a name: from the store, then from outside,
 * waiting no longer than the question's patience. Flights leave what they learn in the store, and
 * questions read it there.
 */
final class OutsideLookup {

    private static final int COMMUNITY_FLIGHTS = 1_024;

    /** Nothing is answered from memory for longer, so that a change made elsewhere shows. */
    private static final Duration LONGEST_VALID = Duration.ofHours(1);

    /**
     * While a flight is under way, or the community silent, a popular name must not go to the disk
     * each time.
     */
    private static final Duration PENDING_VALID = Duration.ofSeconds(1);

    private static final Duration SILENT_VALID = Duration.ofSeconds(30);

    private final RegistrationRefresher learner;
    private final CommunityContacts communityContacts;
    private final SourceCoordinator informants;
    private final LookupSources outside;
    private final PrivateNames shelter;
    private final InstantSource clock;
    private final SingleFlight<DomainName> communityFlights = new SingleFlight<>(COMMUNITY_FLIGHTS);

    OutsideLookup(
            RegistrationRefresher learner,
            CommunityContacts communityContacts,
            SourceCoordinator informants,
            PrivateNames shelter,
            InstantSource clock) {
        this.learner = learner;
        this.communityContacts = communityContacts;
        this.informants = informants;
        this.outside = informants.outside();
        this.shelter = shelter;
        this.clock = clock;
    }

    /** What is kept of the registrations of many names, by domain. */
    Map<DomainName, StoredRegistration> kept(List<PublicName> names) {
        return learner.findAll(names.stream().map(PublicName::domain).distinct().toList());
    }

    /** What must be asked outside about a name. */
    record Need(PublicQuestion asked, boolean registration, boolean community) {

        private PublicName name() {
            return asked.name();
        }
    }

    /**
     * @param kept what is kept of the registration
     */
    Need need(PublicQuestion asked, KnownDomainFacts local, @Nullable StoredRegistration kept) {
        PublicName name = asked.name();
        if (shelter.shelters(name.host())) {
            return new Need(asked, false, false);
        }
        boolean registration = wantsRegistration(local) && isMissing(kept, clock.instant());
        boolean hearsay = registration && outside.isHearsayOnly();
        return new Need(
                asked,
                registration,
                !asked.question().peek()
                        && wantsCommunity(local)
                        && (hearsay || communityContacts.find(name.site()).isEmpty()));
    }

    /**
     * Starts what must be asked outside, once it is certain that it will not be forgotten.
     *
     * @return the flights to wait for, in order of the needs; empty where there is none, or no seat
     *     for it
     */
    List<Optional<Flight>> start(List<Need> needs) {
        CompletableFuture<Void> remembered = new CompletableFuture<>();
        List<DomainName> asked = new ArrayList<>();
        List<DomainName> waiting = new ArrayList<>();
        try {
            List<Optional<Flight>> flights = new ArrayList<>(needs.size());
            for (Need need : needs) {
                Optional<Flight> flight = start(need, remembered);
                if (need.registration && outside.hasRegistry()) {
                    (flight.isPresent() ? asked : waiting).add(need.name().domain());
                }
                flights.add(flight);
            }
            learner.remember(asked, waiting);
            return flights;
        } finally {
            remembered.complete(null);
        }
    }

    private Optional<Flight> start(Need need, CompletableFuture<Void> remembered) {
        if (need.community) {
            return communityFlights.join(
                    need.name().site(),
                    () -> {
                        remembered.join();
                        informants.ask(need.asked, need.registration);
                    });
        }
        return need.registration && outside.hasRegistry()
                ? learner.ask(need.asked.registrationRequest(), remembered)
                : Optional.empty();
    }

    private boolean wantsRegistration(KnownDomainFacts local) {
        return !local.domainEstablished() && (outside.hasRegistry() || wantsCommunity(local));
    }

    private boolean wantsCommunity(KnownDomainFacts local) {
        return !local.siteEstablished() && outside.hasCommunity();
    }

    /** What grew old is confirmed behind the answers; where that cannot be, it is missing too. */
    private boolean isMissing(@Nullable StoredRegistration kept, Instant now) {
        return kept == null
                || (kept.outcome() instanceof Unregistered || outside.isHearsayOnly())
                        && !kept.checkAgain().isAfter(now);
    }

    /** Everything that is known of the name after a flight. */
    SourceReplies readAnew(PublicQuestion asked, KnownDomainFacts local) {
        return read(asked, local, learner.find(asked.name().domain()).orElse(null));
    }

    /** Everything that is known of the name, with what is kept of its registration. */
    SourceReplies read(
            PublicQuestion asked, KnownDomainFacts local, @Nullable StoredRegistration stored) {
        PublicName name = asked.name();
        Instant now = clock.instant();
        boolean sheltered = shelter.shelters(name.host());
        boolean community = !sheltered && wantsCommunity(local);
        boolean registration = !sheltered && wantsRegistration(local);
        Optional<CommunityContact> told =
                community ? communityContacts.find(name.site()) : Optional.empty();
        Sighting byUs = local.siteEstablished() ? Sighting.ESTABLISHED : byUs(asked, told);
        List<String> labels = told.map(CommunityContact::labels).orElse(List.of());
        if (sheltered) {
            return new SourceReplies(byUs, null, Status.PRIVATE, labels, now.plus(LONGEST_VALID));
        }
        Instant communityValid =
                community && told.isEmpty() ? now.plus(SILENT_VALID) : now.plus(LONGEST_VALID);
        if (local.domainEstablished()) {
            return new SourceReplies(
                    byUs, local.feedRegistration(), Status.OK, labels, communityValid);
        }
        RegistrationOutcome outcome =
                stored != null ? stored.outcome() : registration ? null : new NoSource();
        Instant valid =
                stored == null && registration
                        ? now.plus(pendingValid())
                        : validUntil(name, stored, now);
        return new SourceReplies(
                byUs,
                outcome,
                SourceReplies.statusOf(outcome),
                labels,
                earlier(valid, communityValid));
    }

    private Instant validUntil(PublicName name, @Nullable StoredRegistration stored, Instant now) {
        Instant longest = now.plus(LONGEST_VALID);
        if (stored == null || stored.checkAgain().isAfter(longest)) {
            return longest;
        }
        if (stored.checkAgain().isAfter(now)) {
            return stored.checkAgain();
        }
        if (outside.hasRegistry() && !(stored.outcome() instanceof Unregistered)) {
            learner.recheck(name.domain());
        }
        return now.plus(pendingValid());
    }

    /** No flight is left behind where only the community is asked. */
    private Duration pendingValid() {
        return outside.hasRegistry() ? PENDING_VALID : SILENT_VALID;
    }

    private Sighting byUs(PublicQuestion asked, Optional<CommunityContact> contact) {
        if (contact.isEmpty()) {
            return Sighting.UNAVAILABLE;
        }
        Instant at = contact.get().firstAsked();
        boolean announced =
                contact.get().toAnnounce()
                        && !asked.question().peek()
                        && communityContacts.claimAnnouncement(asked.name().site());
        return announced ? new Sighting.FirstContact(at) : new Sighting.At(at);
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }
}
