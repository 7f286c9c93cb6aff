package org.domainstats.lookup;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicName;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.store.KnownDomains;
import org.jspecify.annotations.Nullable;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the known domains say of a name. The registration is the domain's; popularity and what the
 * community knows are the site's: that github.io is popular says nothing of a site that anybody can
 * make below it.
 */
record KnownDomainFacts(@Nullable KnownDomain domain, @Nullable KnownDomain site) {

    static final KnownDomainFacts NONE = new KnownDomainFacts(null, null);

    /** What they say of many names, in their order. */
    static List<KnownDomainFacts> findAll(KnownDomains knownDomains, List<PublicName> names) {
        Set<DomainName> wanted = LinkedHashSet.newLinkedHashSet(names.size());
        for (PublicName name : names) {
            wanted.add(name.domain());
            wanted.add(name.site());
        }
        Map<DomainName, KnownDomain> known = knownDomains.findAll(List.copyOf(wanted));
        return names.stream()
                .map(name -> new KnownDomainFacts(known.get(name.domain()), known.get(name.site())))
                .toList();
    }

    boolean domainEstablished() {
        return domain != null && domain.established();
    }

    boolean siteEstablished() {
        return site != null && site.established();
    }

    int rank() {
        return site == null ? KnownDomain.UNRANKED : site.rank();
    }

    /** What the feed says of the registration; null if it says nothing. */
    @Nullable RegistrationOutcome feedRegistration() {
        return domain == null || domain.registered() == null
                ? null
                : new Registered(domain.registered(), null, Precision.DAY, null, Source.FEED);
    }
}
