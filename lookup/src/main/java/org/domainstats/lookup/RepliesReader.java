package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What the sources have replied about names, out of the store, and how long an answer with it may
 * be given again. What is old is confirmed behind the answer.
 */
final class RepliesReader {

    /** Nothing is answered from memory for longer, so that a change made elsewhere shows. */
    private static final Duration LONGEST_VALID = Duration.ofHours(1);

    /**
     * While a call is under way, or the community silent, a popular name must not go to the disk
     * each time.
     */
    private static final Duration PENDING_VALID = Duration.ofSeconds(1);

    private static final Duration SILENT_VALID = Duration.ofSeconds(30);

    private final RegistrationRefresher refresher;
    private final LookupSources sources;
    private final CommunityAnnouncements announcements;
    private final SourcePolicy policy;
    private final InstantSource clock;
    private final boolean datesOfKnownDomains;

    RepliesReader(
            SourceCoordinator coordinator,
            CommunityAnnouncements announcements,
            SourcePolicy policy,
            InstantSource clock,
            boolean datesOfKnownDomains) {
        this.refresher = coordinator.refresher();
        this.sources = coordinator.sources();
        this.announcements = announcements;
        this.policy = policy;
        this.clock = clock;
        this.datesOfKnownDomains = datesOfKnownDomains;
    }

    /** Everything that is known of names, in their order; each announcement is claimed once. */
    List<SourceReplies> readAll(List<PublicQuestion> asked, List<StoredFacts> stored) {
        List<Sighting> byUs = announcements.byUs(asked, stored, this::wantsCommunity);
        List<SourceReplies> replies = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            replies.add(read(asked.get(i).name(), stored.get(i), byUs.get(i)));
        }
        return replies;
    }

    private boolean wantsCommunity(PublicQuestion asked, StoredFacts stored) {
        return !policy.isPrivate(asked.name().host()) && policy.wantsCommunity(stored.known());
    }

    private SourceReplies read(PublicName name, StoredFacts facts, Sighting byUs) {
        Instant now = clock.instant();
        KnownDomainFacts known = facts.known();
        @Nullable StoredRegistration stored = facts.registration();
        boolean isPrivate = policy.isPrivate(name.host());
        boolean community = !isPrivate && policy.wantsCommunity(known);
        boolean registration = !isPrivate && policy.wantsRegistration(known);
        @Nullable CommunityContact contact = community ? facts.community() : null;
        List<String> labels = contact == null ? List.of() : contact.labels();
        if (isPrivate) {
            return new SourceReplies(byUs, null, Status.PRIVATE, labels, now.plus(LONGEST_VALID));
        }
        Instant communityValid =
                community && contact == null ? now.plus(SILENT_VALID) : now.plus(LONGEST_VALID);
        if (known.domainEstablished()) {
            RegistrationOutcome date = dateOfKnownDomain(name, known, stored);
            boolean awaited = date == null && stored == null && looksUpDatesOfKnownDomains();
            Instant valid =
                    awaited ? earlier(now.plus(SILENT_VALID), communityValid) : communityValid;
            return new SourceReplies(byUs, date, Status.OK, labels, valid);
        }
        @Nullable Registered listed = facts.listed();
        RegistrationOutcome outcome =
                listed != null
                        ? listed
                        : stored != null ? stored.outcome() : registration ? null : new NoSource();
        Instant valid =
                listed != null
                        ? now.plus(LONGEST_VALID)
                        : validUntil(name, stored, registration, now);
        return new SourceReplies(
                byUs,
                outcome,
                SourceReplies.statusOf(outcome),
                labels,
                earlier(valid, communityValid));
    }

    /**
     * By the feed; else, where each answer is to have one, by the registry when it has the time.
     */
    private @Nullable RegistrationOutcome dateOfKnownDomain(
            PublicName name, KnownDomainFacts known, @Nullable StoredRegistration stored) {
        RegistrationOutcome byFeed = known.feedRegistration();
        if (byFeed != null || !looksUpDatesOfKnownDomains()) {
            return byFeed;
        }
        if (stored == null || !stored.checkAgain().isAfter(clock.instant())) {
            refresher.queue().recheck(name.domain());
        }
        return stored != null && stored.outcome() instanceof Registered registered
                ? registered
                : null;
    }

    private boolean looksUpDatesOfKnownDomains() {
        return datesOfKnownDomains && sources.hasRegistry();
    }

    private Instant validUntil(
            PublicName name,
            @Nullable StoredRegistration stored,
            boolean registration,
            Instant now) {
        if (stored == null && registration) {
            return now.plus(pendingValid());
        }
        Instant longest = now.plus(LONGEST_VALID);
        if (stored == null || stored.checkAgain().isAfter(longest)) {
            return longest;
        }
        if (stored.checkAgain().isAfter(now)) {
            return stored.checkAgain();
        }
        if (sources.hasRegistry() && !isUndated(stored.outcome())) {
            refresher.queue().recheck(name.domain());
        }
        return now.plus(pendingValid());
    }

    /** No call goes on behind the answers where only the community is asked. */
    private Duration pendingValid() {
        return sources.hasRegistry() ? PENDING_VALID : SILENT_VALID;
    }

    private static Instant earlier(Instant a, Instant b) {
        return a.isBefore(b) ? a : b;
    }

    /** Whether there may be a date by now. */
    static boolean isUndated(RegistrationOutcome outcome) {
        return outcome instanceof Unregistered || outcome instanceof Unreachable;
    }
}
