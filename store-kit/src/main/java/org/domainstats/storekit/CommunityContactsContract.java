package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/** The community's first word on a site stands, and a first contact of it is announced once. */
public interface CommunityContactsContract extends StoreContract {

    @Test
    default void theFirstWordStands() {
        CommunityContact first = new CommunityContact(LATER, false, List.of());
        try (Store store = open()) {
            store.communityContacts().put(A, first);
            store.communityContacts().put(A, new CommunityContact(EARLY, true, List.of()));
            assertThat(store.communityContacts().find(B)).isEmpty();
        }
        try (Store store = open()) {
            assertThat(store.communityContacts().find(A)).contains(first);
        }
    }

    @Test
    default void labelsAreKeptInTheirOrderAndOutliveTheAnnouncement() {
        List<String> labels = List.of("phishing", "seen in \"spam\"", "b\u00fccher, 100 %");
        try (Store store = open()) {
            store.communityContacts().put(A, new CommunityContact(EARLY, true, labels));
            assertThat(store.communityContacts().claimAnnouncement(A)).isTrue();
        }
        try (Store store = open()) {
            CommunityContacts contacts = store.communityContacts();
            assertThat(contacts.find(A)).contains(new CommunityContact(EARLY, false, labels));
            contacts.put(A, new CommunityContact(LATER, true, List.of("harmless")));
            assertThat(contacts.find(A))
                    .contains(new CommunityContact(EARLY, false, List.of("harmless")));
            contacts.put(A, new CommunityContact(LATER, true, List.of()));
            assertThat(contacts.find(A)).contains(new CommunityContact(EARLY, false, List.of()));
        }
    }

    @Test
    default void oneOfAHundredCallersAnnounces() {
        try (Store one = open();
                Store other = open()) {
            one.communityContacts().put(A, new CommunityContact(EARLY, true, List.of()));
            assertThat(
                            ConcurrentCallers.together(
                                    100,
                                    i ->
                                            (i % 2 == 0 ? one : other)
                                                    .communityContacts()
                                                    .claimAnnouncement(A)))
                    .satisfies(claims -> assertThat(Collections.frequency(claims, true)).isOne());
            assertThat(one.communityContacts().find(A))
                    .contains(new CommunityContact(EARLY, false, List.of()));
        }
    }

    @Test
    default void anAnnouncementIsNotMadeAgainAfterARestart() {
        try (Store store = open()) {
            store.communityContacts().put(A, new CommunityContact(EARLY, true, List.of()));
            assertThat(store.communityContacts().claimAnnouncement(A)).isTrue();
        }
        try (Store store = open()) {
            CommunityContacts contacts = store.communityContacts();
            contacts.put(A, new CommunityContact(LATER, true, List.of()));
            assertThat(contacts.claimAnnouncement(A)).isFalse();
        }
    }

    @Test
    default void othersContactsAndUnknownSitesAreNotAnnounced() {
        try (Store store = open()) {
            store.communityContacts().put(A, new CommunityContact(EARLY, false, List.of()));
            assertThat(store.communityContacts().claimAnnouncement(A)).isFalse();
            assertThat(store.communityContacts().claimAnnouncement(B)).isFalse();
        }
    }

    @Test
    default void manyAreFoundAndClaimedAtOnce() {
        List<DomainName> sites = TestSites.numbered(1_000);
        CommunityContact ours = new CommunityContact(EARLY, true, List.of("a label"));
        CommunityContact others = new CommunityContact(EARLY, false, List.of());
        try (Store store = open()) {
            CommunityContacts contacts = store.communityContacts();
            contacts.put(sites.getFirst(), ours);
            contacts.put(sites.getLast(), others);
            assertThat(contacts.findAll(List.of())).isEmpty();
            assertThat(contacts.findAll(sites))
                    .isEqualTo(Map.of(sites.getFirst(), ours, sites.getLast(), others));
            assertThat(contacts.claimAnnouncements(sites)).containsExactly(sites.getFirst());
            assertThat(contacts.claimAnnouncements(sites)).isEmpty();
        }
    }
}
