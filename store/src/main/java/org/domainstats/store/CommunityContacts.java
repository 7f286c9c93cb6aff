package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.Optional;

/**
 * What the community said of sites: when its first member asked. Every method may block on the
 * disk.
 */
public interface CommunityContacts {

    Optional<CommunityContact> find(DomainName site);

    /** Keeps the first word on a site; a later one changes nothing. */
    void put(DomainName site, CommunityContact contact);

    /**
     * True for exactly one caller per site that was put as {@code toAnnounce}; durable when it
     * returns.
     */
    boolean claimAnnouncement(DomainName site);

    /**
     * The community's first contact with a site.
     *
     * @param toAnnounce whether it was ours, and no answer has said so yet
     */
    record CommunityContact(Instant firstAsked, boolean toAnnounce) {}
}
