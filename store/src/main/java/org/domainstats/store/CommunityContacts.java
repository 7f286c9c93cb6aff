package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the community said of sites: when its first member asked. Every method may block on the
 * disk.
 */
public interface CommunityContacts {

    Optional<CommunityContact> find(DomainName site);

    /** Keeps the first word on a contact, and the last on its labels. */
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
     * @param labels words that the community put on the site when it was last asked; each one line
     */
    record CommunityContact(Instant firstAsked, boolean toAnnounce, List<String> labels) {

        public CommunityContact {
            labels = List.copyOf(labels);
            for (String label : labels) {
                if (label.isEmpty() || label.indexOf('\n') >= 0) {
                    throw new IllegalArgumentException("a label is one line, and not empty");
                }
            }
        }
    }
}
