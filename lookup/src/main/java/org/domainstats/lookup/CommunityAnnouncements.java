package org.domainstats.lookup;

import org.domainstats.lookup.LookupPipeline.PublicQuestion;
import org.domainstats.model.DomainName;
import org.domainstats.model.Sighting;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.StoreOperation;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Decides which answers announce the community's first contacts: of all answers about a site, one.
 * A question that only looks announces none.
 */
final class CommunityAnnouncements {

    private final CommunityContacts contacts;
    private final BestEffort bestEffort;

    CommunityAnnouncements(CommunityContacts contacts, BestEffort bestEffort) {
        this.contacts = contacts;
        this.bestEffort = bestEffort;
    }

    /**
     * Seen by us, for many questions in their order.
     *
     * @param relevant whether the community's contact counts for a name
     */
    List<Sighting> byUs(
            List<PublicQuestion> asked,
            List<StoredFacts> stored,
            BiPredicate<PublicQuestion, StoredFacts> relevant) {
        Set<DomainName> toClaim = new LinkedHashSet<>();
        List<@Nullable CommunityContact> contacts = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            PublicQuestion each = asked.get(i);
            @Nullable CommunityContact contact =
                    relevant.test(each, stored.get(i)) ? stored.get(i).community() : null;
            contacts.add(contact);
            if (contact != null && contact.toAnnounce() && !each.question().peek()) {
                toClaim.add(each.name().site());
            }
        }
        Set<DomainName> claimed = claim(toClaim);
        List<Sighting> sightings = new ArrayList<>(asked.size());
        for (int i = 0; i < asked.size(); i++) {
            sightings.add(
                    stored.get(i).known().siteEstablished()
                            ? Sighting.ESTABLISHED
                            : sighting(asked.get(i), contacts.get(i), claimed));
        }
        return sightings;
    }

    private Set<DomainName> claim(Set<DomainName> sites) {
        return sites.isEmpty()
                ? new HashSet<>()
                : bestEffort.get(
                        StoreOperation.ANNOUNCE_COMMUNITY,
                        () -> new HashSet<>(contacts.claimAnnouncements(sites)),
                        HashSet::new);
    }

    private static Sighting sighting(
            PublicQuestion asked, @Nullable CommunityContact contact, Set<DomainName> claimed) {
        if (contact == null) {
            return Sighting.UNAVAILABLE;
        }
        Instant at = contact.firstAsked();
        boolean announced = !asked.question().peek() && claimed.remove(asked.name().site());
        return announced ? new Sighting.FirstContact(at) : new Sighting.At(at);
    }
}
