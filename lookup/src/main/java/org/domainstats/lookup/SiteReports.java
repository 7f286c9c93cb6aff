package org.domainstats.lookup;

import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.model.Status;
import org.domainstats.registrations.BestEffort;
import org.domainstats.store.ListedRegistration;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads what is stored of sites, for events and pages: no source is asked, nothing is announced,
 * and nothing counted. Blocks on the disk.
 */
public final class SiteReports {

    private final FactReader facts;
    private final SourcePolicy policy;
    private final BestEffort bestEffort;

    SiteReports(FactReader facts, SourcePolicy policy, BestEffort bestEffort) {
        this.facts = facts;
        this.policy = policy;
        this.bestEffort = bestEffort;
    }

    /** The reports on many sites, in their order. */
    public List<SiteReport> read(List<PublicName> names) {
        List<StoredFacts> stored = facts.readAllNow(names);
        List<SiteReport> reports = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            reports.add(report(names.get(i), stored.get(i)));
        }
        return reports;
    }

    private SiteReport report(PublicName name, StoredFacts stored) {
        KnownDomainFacts known = stored.known();
        boolean isPrivate = policy.isPrivate(name.host());
        boolean community = !isPrivate && policy.wantsCommunity(known);
        @Nullable RegistrationOutcome outcome = isPrivate ? null : outcome(known, stored);
        Sighting byWeb =
                known.domainEstablished()
                        ? Sighting.ESTABLISHED
                        : ListedRegistration.byWeb(outcome, stored.hint());
        DomainFacts domainFacts =
                new DomainFacts(
                        outcome,
                        known.rank(),
                        status(known, outcome, isPrivate),
                        insights(name, stored));
        return new SiteReport(
                new Answer(
                        name.site().ascii(),
                        name,
                        new Seen(byWeb, byUs(stored, community), Sighting.UNAVAILABLE),
                        domainFacts),
                !isPrivate
                        && policy.wantsRegistration(known)
                        && (outcome == null || outcome instanceof Unreachable),
                community && stored.community() == null);
    }

    private @Nullable RegistrationOutcome outcome(KnownDomainFacts known, StoredFacts stored) {
        @Nullable RegistrationOutcome listed = stored.listed();
        @Nullable RegistrationOutcome learned =
                listed != null || stored.registration() == null
                        ? listed
                        : stored.registration().outcome();
        @Nullable RegistrationOutcome byFeed = known.feedRegistration();
        if (byFeed != null && !(learned instanceof Registered)) {
            return byFeed;
        }
        boolean hasNoSource = !known.domainEstablished() && !policy.wantsRegistration(known);
        return learned == null && hasNoSource ? new NoSource() : learned;
    }

    private static Status status(
            KnownDomainFacts known, @Nullable RegistrationOutcome outcome, boolean isPrivate) {
        if (isPrivate) {
            return Status.PRIVATE;
        }
        return known.domainEstablished() ? Status.OK : SourceReplies.statusOf(outcome);
    }

    private static Sighting byUs(StoredFacts stored, boolean community) {
        if (stored.known().siteEstablished()) {
            return Sighting.ESTABLISHED;
        }
        return community && stored.community() != null
                ? new Sighting.At(stored.community().firstAsked())
                : Sighting.UNAVAILABLE;
    }

    private Insights insights(PublicName name, StoredFacts stored) {
        Insights letters =
                bestEffort.get(
                        "score a name",
                        () -> policy.sources().insights().of(name),
                        () -> Insights.NONE);
        Insights all = letters.withHint(stored.hint());
        return stored.community() == null ? all : all.with(stored.community().labels());
    }
}
