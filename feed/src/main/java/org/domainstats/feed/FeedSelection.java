package org.domainstats.feed;

import org.domainstats.model.Age;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.store.Askers;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is to be published: domains that are old enough, and popular, known already, or asked about
 * by enough members; and the ranks of popular ones.
 */
final class FeedSelection {

    private final Registrations registrations;
    private final Map<DomainName, Integer> ranks;
    private final Age age;
    private final Instant now;
    private final SortedMap<DomainName, KnownDomain> chosen = new TreeMap<>();

    FeedSelection(
            Registrations registrations, Map<DomainName, Integer> ranks, Age age, Instant now) {
        this.registrations = registrations;
        this.ranks = ranks;
        this.age = age;
        this.now = now;
    }

    SortedMap<DomainName, KnownDomain> choose(KnownDomains known, Askers askers) {
        known.forEach(put -> choose(put.domain(), put.known()));
        ranks.keySet().forEach(domain -> choose(domain, null));
        askers.forEachPublic(domain -> choose(domain, null));
        return chosen;
    }

    private void choose(DomainName domain, @Nullable KnownDomain known) {
        if (chosen.containsKey(domain)) {
            return;
        }
        int before = known == null ? KnownDomain.UNRANKED : known.rank();
        int rank = ranks.getOrDefault(domain, before);
        RegistrationOutcome outcome =
                registrations.find(domain).map(StoredRegistration::outcome).orElse(null);
        KnownDomain established = established(rank, known, outcome);
        if (established != null) {
            chosen.put(domain, established);
        } else if (rank != KnownDomain.UNRANKED) {
            chosen.put(domain, new KnownDomain(rank, false, null));
        }
    }

    /** The domain as an established one, or null if it is not: dropped, or registered anew. */
    private @Nullable KnownDomain established(
            int rank, @Nullable KnownDomain known, @Nullable RegistrationOutcome outcome) {
        if (outcome instanceof Registered registered) {
            return age.of(registered, now) == Age.Category.ESTABLISHED
                    ? new KnownDomain(rank, true, registered.effective())
                    : null;
        }
        if (known == null || !known.established() || outcome instanceof Unregistered) {
            return null;
        }
        return new KnownDomain(rank, true, known.registered());
    }
}
