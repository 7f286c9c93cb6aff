package org.domainstats.store;

import org.domainstats.model.DomainName;

/** What a community server stores beside its {@link Store}. */
public interface CommunityStore extends AutoCloseable {

    FirstClaims firstClaims();

    Askers askers();

    /**
     * Forgets who asked about a site and about a domain of that name, and that it is public. Blocks
     * on the disk.
     */
    void forget(DomainName site);

    @Override
    void close();
}
