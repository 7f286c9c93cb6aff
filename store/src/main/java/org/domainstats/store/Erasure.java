package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;

/** Takes out of a store what must not be kept. Every method may block on the disk. */
public interface Erasure {

    /**
     * Forgets a site altogether, in one transaction: its contact, who asked about it, what was
     * learned and written about it, and, where it is a domain as well, its registration. Asked
     * about again, it is a first contact. Entries of the audit log stay, without the name.
     *
     * @return whether anything of it was stored
     */
    boolean forget(DomainName site);

    /**
     * Forgets what is older than an instant, but not that sites were asked about: contacts keep
     * their first instant, and count as asked about once when they were not asked about since. Who
     * asked, events and the audit log lose what is older.
     *
     * @return how many rows were changed or removed
     */
    long removeBefore(Instant instant);
}
