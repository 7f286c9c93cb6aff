package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.lookup.SingleFlight.Call;
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
 * Finds out what the community and the registry know of a name: from the store, then from the
 * sources, waiting no longer than the question's timeout. Calls leave what they learn in the store,
 * and questions read it there.
 */
final class OutsideLookup {

    private static final int MOST_COMMUNITY_CALLS = 1_024;

    /** Nothing is answered from memory for longer, so that a change made elsewhere shows. */
    private static final Duration LONGEST_VALID = Duration.ofHours(1);

    /**
     * While a call is under way, or the community silent, a popular name must not go to the disk
     * each time.
     */
    private static final Duration PENDING_VALID = Duration.ofSeconds(1);

    private static final Duration SILENT_VALID = Duration.ofSeconds(30);

    private final RegistrationRefresher refresher;
    private final CommunityContacts communityContacts;
    private final SourceCoordinator coordinator;
    private final LookupSources sources;
    private final PrivateNames privateNames;
    private final InstantSource clock;
    private final SingleFlight<DomainName> communityCalls =
            new SingleFlight<>(MOST_COMMUNITY_CALLS);

    OutsideLookup(
            RegistrationRefresher refresher,
            CommunityContacts communityContacts,
            SourceCoordinator coordinator,
            PrivateNames privateNames,
            InstantSource clock) {
        this.refresher = refresher;
        this.communityContacts = communityContacts;
        this.coordinator = coordinator;
        this.sources = coordinator.sources();
        this.privateNames = privateNames;
        this.clock = clock;
    }

    /** What is kept of the registrations of many names, by domain. */
    Map<DomainName, StoredRegistration> kept(List<PublicName> names) {
        return refresher.findAll(names.stream().map(PublicName::domain).distinct().toList());
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
        if (isPrivate(name)) {
            return new Need(asked, false, false);
        }
        boolean registration = wantsRegistration(local) && isMissing(kept, clock.instant());
        boolean communityOnly = registration && sources.isCommunityOnly();
        return new Need(
                asked,
                registration,
                !asked.question().peek()
                        && wantsCommunity(local)
                        && (communityOnly || communityContacts.find(name.site()).isEmpty()));
    }

    /**
     * Starts what the sources must be asked, once it is certain that it will not be forgotten.
     *
     * @return the calls to wait for, in order of the needs; empty where there is none, or no permit
     *     for it
     */
    List<Optional<Call>> start(List<Need> needs) {
        CompletableFuture<Void> remembered = new CompletableFuture<>();
        List<DomainName> asked = new ArrayList<>();
        List<DomainName> waiting = new ArrayList<>();
        try {
            List<Optional<Call>> calls = new ArrayList<>(needs.size());
            for (Need need : needs) {
                Optional<Call> call = start(need, remembered);
                if (need.registration && sources.hasRegistry()) {
                    (call.isPresent() ? asked : waiting).add(need.name().domain());
                }
                calls.add(call);
            }
            refresher.remember(asked, waiting);
            return calls;
        } finally {
            remembered.complete(null);
        }
    }

    private Optional<Call> start(Need need, CompletableFuture<Void> remembered) {
        if (need.community) {
            return communityCalls.join(
                    need.name().site(),
                    () -> {
                        remembered.join();
                        coordinator.ask(need.asked, need.registration);
                    });
        }
        return need.registration && sources.hasRegistry()
                ? refresher.ask(need.asked.registrationRequest(), remembered)
                : Optional.empty();
    }

    /** By the settings here, or by the terms of the community server. */
    private boolean isPrivate(PublicName name) {
        return privateNames.contains(name.host()) || sources.community().prohibits(name.host());
    }

    private boolean wantsRegistration(KnownDomainFacts local) {
        return !local.domainEstablished() && (sources.hasRegistry() || wantsCommunity(local));
    }

    private boolean wantsCommunity(KnownDomainFacts local) {
        return !local.siteEstablished() && sources.hasCommunity();
    }

    /** What grew old is confirmed behind the answers; where that cannot be, it is missing too. */
    private boolean isMissing(@Nullable StoredRegistration kept, Instant now) {
        return kept == null
                || (kept.outcome() instanceof Unregistered || sources.isCommunityOnly())
                        && !kept.checkAgain().isAfter(now);
    }

    /** Everything that is known of the name after a call. */
    SourceReplies readAnew(PublicQuestion asked, KnownDomainFacts local) {
        return read(asked, local, refresher.find(asked.name().domain()).orElse(null));
    }

    /** Everything that is known of the name, with what is kept of its registration. */
    SourceReplies read(
            PublicQuestion asked, KnownDomainFacts local, @Nullable StoredRegistration stored) {
        PublicName name = asked.name();
        Instant now = clock.instant();
        boolean isPrivate = isPrivate(name);
        boolean community = !isPrivate && wantsCommunity(local);
        boolean registration = !isPrivate && wantsRegistration(local);
        Optional<CommunityContact> told =
                community ? communityContacts.find(name.site()) : Optional.empty();
        Sighting byUs = local.siteEstablished() ? Sighting.ESTABLISHED : byUs(asked, told);
        List<String> labels = told.map(CommunityContact::labels).orElse(List.of());
        if (isPrivate) {
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
        if (sources.hasRegistry() && !(stored.outcome() instanceof Unregistered)) {
            refresher.recheck(name.domain());
        }
        return now.plus(pendingValid());
    }

    /** No call is left behind where only the community is asked. */
    private Duration pendingValid() {
        return sources.hasRegistry() ? PENDING_VALID : SILENT_VALID;
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
