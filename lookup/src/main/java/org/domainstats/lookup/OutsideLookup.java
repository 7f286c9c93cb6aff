package org.domainstats.lookup;

import org.domainstats.lookup.ContactRecorder.RecordedContact;
import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.registrations.CallPermits;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRefresher;
import org.domainstats.registrations.RegistrationRequest;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.SingleFlight;
import org.domainstats.registrations.SingleFlight.Call;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.StoredRegistration;
import org.domainstats.usage.ClientQuota;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out what the community and the registry know of a name: from the store, then from the
 * sources, waiting no longer than the question's timeout. Calls leave what they learn in the store,
 * and questions read it there.
 */
final class OutsideLookup {

    /** What was checked so far in the future was checked by a clock that was wrong. */
    private static final Duration CLOCK_ERROR = Duration.ofDays(1);

    private static final int MOST_COMMUNITY_CALLS = 1_024;

    private final RegistrationRefresher refresher;
    private final RepliesReader replies;
    private final SourceCoordinator coordinator;
    private final LookupSources sources;
    private final SourcePolicy policy;
    private final ClientQuota newLookups;
    private final InstantSource clock;
    private final CallPermits communityPermits = new CallPermits(MOST_COMMUNITY_CALLS);
    private final SingleFlight<DomainName> communityCalls;

    OutsideLookup(
            SourceCoordinator coordinator,
            CommunityAnnouncements announcements,
            LookupSettings settings,
            InstantSource clock) {
        this.refresher = coordinator.refresher();
        this.coordinator = coordinator;
        this.sources = coordinator.sources();
        this.policy = new SourcePolicy(coordinator.sources(), settings.privateNames());
        this.newLookups =
                new ClientQuota(
                        settings.limits().lookupsPerClient(), settings.limits().lookups(), clock);
        this.clock = clock;
        this.replies =
                new RepliesReader(
                        coordinator, announcements, policy, clock, settings.datesOfKnownDomains());
        this.communityCalls =
                new SingleFlight<>(refresher.bestEffort(), StoreOperation.STORE_COMMUNITY);
    }

    private LookupNeed need(PublicQuestion asked, StoredFacts stored) {
        if (policy.isPrivate(asked.name().host())) {
            return new LookupNeed(asked, false, false, false, false);
        }
        KnownDomainFacts known = stored.known();
        boolean undated =
                policy.wantsRegistration(known)
                        && isMissing(stored.registration(), clock.instant());
        boolean listed = undated && stored.listed() != null;
        boolean missing = undated && !listed;
        boolean limited = missing && !newLookups.admits(asked.question().client());
        boolean registration = missing && !limited;
        boolean communityOnly = registration && sources.isCommunityOnly();
        return new LookupNeed(
                asked,
                registration,
                !asked.question().peek()
                        && policy.wantsCommunity(known)
                        && (communityOnly || stored.community() == null),
                listed && sources.hasRegistry() && !isDateOfRegistration(stored.hint()),
                limited);
    }

    /** Of these the date is known; of a delegation a registry may know a better one. */
    private static boolean isDateOfRegistration(@Nullable Hint hint) {
        return hint != null && hint.kind() == Hint.Kind.REGISTERED;
    }

    /**
     * What was started for a question.
     *
     * @param call to wait for; empty where there is none, or no permit for it
     * @param limited whether its client has too many look-ups waiting for another one
     */
    record Started(Optional<Call> call, boolean limited) {

        static final Started NOTHING = new Started(Optional.empty(), false);
    }

    /** Starts the calls that questions need, once it is certain that they will not be forgotten. */
    List<Started> start(
            List<PublicQuestion> asked, List<StoredFacts> stored, List<RecordedContact> contacts) {
        CompletableFuture<Void> remembered = new CompletableFuture<>();
        List<DomainName> calling = new ArrayList<>();
        List<DomainName> waiting = new ArrayList<>();
        List<DomainName> later = new ArrayList<>();
        List<Started> started = new ArrayList<>(asked.size());
        try {
            for (int i = 0; i < asked.size(); i++) {
                LookupNeed need = need(asked.get(i), stored.get(i));
                Optional<Call> call =
                        start(need, request(asked.get(i), contacts.get(i)), remembered);
                if (need.registration() && sources.hasRegistry()) {
                    (call.isPresent() ? calling : waiting).add(need.name().domain());
                    if (contacts.get(i).isFirst() || asked.get(i).question().peek()) {
                        newLookups.charge(asked.get(i).question().client());
                    }
                }
                if (need.later()) {
                    later.add(need.name().domain());
                }
                started.add(new Started(call, need.limited()));
            }
            refresher.queue().remember(calling, waiting);
            refresher.queue().askLater(later);
            return started;
        } finally {
            remembered.complete(null);
        }
    }

    /**
     * Has what is missing of names that nobody waits for looked up behind everything else. The
     * registry is asked when there is time; what the community knows, if there is a permit now.
     */
    void startBehind(List<PublicQuestion> asked, List<StoredFacts> stored) {
        CompletableFuture<Void> remembered = new CompletableFuture<>();
        List<DomainName> calling = new ArrayList<>();
        List<DomainName> waiting = new ArrayList<>();
        List<DomainName> later = new ArrayList<>();
        try {
            for (int i = 0; i < asked.size(); i++) {
                LookupNeed need = need(asked.get(i), stored.get(i));
                QueryClient client = asked.get(i).question().client();
                RegistrationRequest request =
                        new RegistrationRequest(need.name().domain(), Urgency.RETRY, client);
                boolean called = need.community() && start(need, request, remembered).isPresent();
                if (need.registration() && sources.hasRegistry()) {
                    (called ? calling : waiting).add(need.name().domain());
                    newLookups.charge(client);
                }
                if (need.later()) {
                    later.add(need.name().domain());
                }
            }
            refresher.queue().remember(calling, waiting);
            refresher.queue().askLater(later);
        } finally {
            remembered.complete(null);
        }
    }

    private static RegistrationRequest request(PublicQuestion asked, RecordedContact contact) {
        Urgency single = contact.isKnown() ? Urgency.AGAIN : Urgency.FRESH;
        return new RegistrationRequest(
                asked.name().domain(),
                asked.bulk() ? Urgency.BULK : single,
                asked.question().client());
    }

    private Optional<Call> start(
            LookupNeed need, RegistrationRequest request, CompletableFuture<Void> remembered) {
        if (need.community()) {
            return communityCalls.join(
                    need.name().site(),
                    () -> communityPermits.tryAcquire(request.urgency(), request.client()),
                    () -> {
                        remembered.join();
                        coordinator.ask(need.name().site(), request, need.registration());
                    });
        }
        return need.registration() && sources.hasRegistry()
                ? refresher.ask(request, remembered)
                : Optional.empty();
    }

    /**
     * An old outcome is confirmed behind the answers; where that cannot be, or there is no date in
     * it, it is missing too.
     */
    private boolean isMissing(@Nullable StoredRegistration stored, Instant now) {
        return stored == null
                || stored.checked().isAfter(now.plus(CLOCK_ERROR))
                || (RepliesReader.isUndated(stored.outcome()) || sources.isCommunityOnly())
                        && !stored.checkAgain().isAfter(now);
    }

    /** Everything that is known of names, in their order; each announcement is claimed once. */
    List<SourceReplies> readAll(List<PublicQuestion> asked, List<StoredFacts> stored) {
        return replies.readAll(asked, stored);
    }
}
