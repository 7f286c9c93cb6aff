package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;

/** An announcement that reached nobody is made again, once, with the instant it had. */
public interface WithdrawnAnnouncementsContract extends StoreContract {

    @Test
    default void nextCallerIsFirstOnceMore() {
        try (Store store = open()) {
            store.contacts().recordAllIfAbsent(List.of(A, B), EARLY);
            store.contacts().withdrawAnnouncements(List.of(A));
            assertThat(store.contacts().find(A)).contains(EARLY);
            assertThat(store.contacts().recordAllIfAbsent(List.of(A, B, A), LATER))
                    .containsExactly(
                            new Contact(EARLY, true),
                            new Contact(EARLY, false),
                            new Contact(EARLY, false));
            assertThat(store.contacts().count()).isEqualTo(2);
        }
    }

    @Test
    default void itOutlivesARestart() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.contacts().withdrawAnnouncements(List.of(A));
        }
        try (Store store = open()) {
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(EARLY, false));
        }
    }

    @Test
    default void oneOfManyCallersInTwoProcessesGetsIt() {
        List<DomainName> sites = TestSites.numbered(20);
        try (Store one = open();
                Store other = open()) {
            one.contacts().recordAllIfAbsent(sites, EARLY);
            one.contacts().withdrawAnnouncements(sites);
            List<List<Contact>> answers =
                    ConcurrentCallers.together(
                            32,
                            i ->
                                    (i % 2 == 0 ? one : other)
                                            .contacts()
                                            .recordAllIfAbsent(sites, LATER));
            for (int i = 0; i < sites.size(); i++) {
                int site = i;
                assertThat(answers).filteredOn(each -> each.get(site).first()).hasSize(1);
            }
        }
    }

    @Test
    default void sitesWithoutAContactArePassedOver() {
        try (Store store = open()) {
            store.contacts().withdrawAnnouncements(List.of(A));
            store.communityContacts().withdrawAnnouncement(A);
            assertThat(store.contacts().find(A)).isEmpty();
            assertThat(store.communityContacts().find(A)).isEmpty();
            assertThat(store.contacts().recordIfAbsent(A, EARLY))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(store.contacts().recordIfAbsent(A, EARLY).first()).isFalse();
        }
    }

    @Test
    default void aResetForgetsThem() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.contacts().withdrawAnnouncements(List.of(A));
            store.contacts().reset();
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(LATER, true));
            assertThat(store.contacts().recordIfAbsent(A, LATER).first()).isFalse();
        }
    }

    @Test
    default void theCommunitysAnnouncementIsClaimedOnceMore() {
        try (Store store = open()) {
            store.communityContacts().put(A, new CommunityContact(EARLY, true, List.of()));
            assertThat(store.communityContacts().claimAnnouncement(A)).isTrue();
            store.communityContacts().withdrawAnnouncement(A);
            assertThat(
                            ConcurrentCallers.together(
                                    20, _ -> store.communityContacts().claimAnnouncement(A)))
                    .satisfies(claims -> assertThat(Collections.frequency(claims, true)).isOne());
        }
    }
}
