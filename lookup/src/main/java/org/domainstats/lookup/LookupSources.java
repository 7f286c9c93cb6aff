package org.domainstats.lookup;

import org.domainstats.registrations.RegistrationSource;

/** Those who can be asked about a name, in the order they are asked; the letters of it last. */
public record LookupSources(
        Community community, RegistrationSource registry, InsightSource insights) {

    /** Whether the community is all there is, so that registrations are learned from it alone. */
    boolean isCommunityOnly() {
        return hasCommunity() && !hasRegistry();
    }

    boolean hasCommunity() {
        return !community.equals(Community.OFF);
    }

    boolean hasRegistry() {
        return !registry.equals(RegistrationSource.OFF);
    }
}
