package org.domainstats.store;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The community's contacts with sites, as its server replied: when the first member asked. Every
 * method may block on the disk.
 */
public interface CommunityContacts {

    Optional<CommunityContact> find(DomainName site);

    /** What is stored of many sites, read in one go. */
    Map<DomainName, CommunityContact> findAll(List<DomainName> sites);

    /** Stores a contact; of one that is there only the labels change. */
    void put(DomainName site, CommunityContact contact);

    /**
     * True for exactly one caller per site that was put as {@code toAnnounce}; durable when it
     * returns.
     */
    default boolean claimAnnouncement(DomainName site) {
        return claimAnnouncements(List.of(site)).contains(site);
    }

    /** {@link #claimAnnouncement} for many sites in one go: those that the caller announces. */
    Set<DomainName> claimAnnouncements(Collection<DomainName> sites);

    /**
     * Takes back that a contact was announced, because nobody received it: the next one to claim it
     * gets it. A site that is not stored is passed over. Durable when it returns.
     */
    void withdrawAnnouncement(DomainName site);

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
