package org.domainstats.access;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;

import java.util.Optional;

/** Forgets the site of a name, as an operator writes it. */
public final class NameErasure {

    private final Hostnames hostnames;
    private final Store store;
    private final @Nullable CommunityStore community;

    /**
     * @param community what a community server stores beside; null if there is none
     */
    public NameErasure(Hostnames hostnames, Store store, @Nullable CommunityStore community) {
        this.hostnames = hostnames;
        this.store = store;
        this.community = community;
    }

    /** The site of a name; empty if nothing is ever stored of it. */
    public Optional<DomainName> site(String name) {
        return hostnames.reduce(name.strip()) instanceof PublicName found
                ? Optional.of(found.site())
                : Optional.empty();
    }

    /** Forgets a site, and returns whether anything of it was stored. Blocks. */
    public boolean forget(DomainName site) {
        if (community != null) {
            community.forget(site);
        }
        return store.erasure().forget(site);
    }
}
