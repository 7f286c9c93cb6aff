package org.domainstats.lookup;

import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.DomainName;

/** Which sources matter for a name, whoever asks about it. */
record SourcePolicy(LookupSources sources, PrivateNames privateNames) {

    /** By the settings here, or by the terms of the community server. */
    boolean isPrivate(DomainName host) {
        return privateNames.contains(host) || sources.community().prohibits(host);
    }

    boolean wantsRegistration(KnownDomainFacts local) {
        return !local.domainEstablished() && (sources.hasRegistry() || wantsCommunity(local));
    }

    boolean wantsCommunity(KnownDomainFacts local) {
        return !local.siteEstablished() && sources.hasCommunity();
    }
}
