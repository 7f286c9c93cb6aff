package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * Who asked about a site: the first client or sensor, and how many different ones there were. What
 * a client is called is up to who notes it, a keyed hash unless an operator wants addresses kept.
 * Every method may block on the disk.
 */
public interface ContactClients {

    /**
     * So many different clients of a site are counted apart; past that, there are at least as many.
     */
    int MOST = 100;

    /**
     * Adds who asked. A client that is there has its time extended in both directions; sites
     * without a contact are passed over.
     */
    void note(Collection<ClientNote> notes);

    /** Who asked about each of some sites; sites that nobody is noted for are left out. */
    Map<DomainName, AskedBy> of(Collection<DomainName> sites);

    /** A random key for hashes of clients, the same for all who share the store. */
    byte[] key();

    /**
     * A client that asked about a site.
     *
     * @param client what it is called, at most 64 characters
     */
    record ClientNote(DomainName site, String client, Instant firstAsked, Instant lastAsked) {

        private static final int LONGEST = 64;

        public ClientNote {
            if (client.isEmpty() || client.length() > LONGEST || lastAsked.isBefore(firstAsked)) {
                throw new IllegalArgumentException("not a note of who asked about " + site);
            }
        }
    }

    /**
     * Who asked about a site.
     *
     * @param first who asked first, of those that are not forgotten
     * @param clients how many different ones, {@link #MOST} at most
     */
    record AskedBy(String first, int clients) {}
}
