package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.util.Collection;
import java.util.function.Consumer;

/**
 * How many different members of the community asked about a domain, up to the number that makes it
 * public. Who they were is stored as a hash only, and only until then. Every method may block on
 * the disk.
 */
public interface Askers {

    /**
     * Notes who asked.
     *
     * @param enough how many different members make a domain public; what was stored of them is
     *     then forgotten
     */
    void note(Collection<Asker> askers, int enough);

    /** The domains that enough members asked about, in order of name. */
    void forEachPublic(Consumer<DomainName> consumer);

    /**
     * A member that asked about a domain.
     *
     * @param hash of the member and the domain together, under a key of the server: equal only for
     *     the same member asking about the same domain
     */
    record Asker(DomainName domain, long hash) {}
}
