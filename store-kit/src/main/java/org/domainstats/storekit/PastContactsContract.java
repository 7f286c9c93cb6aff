package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.List;

/** Contacts made elsewhere are taken over with their instants, and announced to nobody. */
public interface PastContactsContract extends StoreContract {

    @Test
    default void pastContactKeepsItsInstantsAndIsNotAnnounced() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            assertThat(contacts.merge(List.of(new PastContact(A, EARLY, LATER, 7)))).isEqualTo(1);
            assertThat(contacts.recordIfAbsent(A, LATER).first()).isFalse();
            assertThat(contacts.recordIfAbsent(A, LATER).firstAsked()).isEqualTo(EARLY);
        }
        try (Store store = open()) {
            assertThat(store.contacts().after(0, 10))
                    .containsExactly(new LoggedContact(1, A, EARLY, LATER, 7));
        }
    }

    @Test
    default void earlierFirstInstantWinsWhateverIsHeldInMemory() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.recordIfAbsent(A, LATER);
            contacts.recordIfAbsent(B, EARLY);
            assertThat(
                            contacts.merge(
                                    List.of(
                                            new PastContact(A, EARLY, EARLY, 1),
                                            new PastContact(B, LATER, LATER, 1))))
                    .isZero();
            assertThat(contacts.find(A)).contains(EARLY);
            assertThat(contacts.recordIfAbsent(A, LATER).firstAsked()).isEqualTo(EARLY);
            assertThat(contacts.find(B)).contains(EARLY);
        }
    }

    @Test
    default void takingOverTwiceChangesNothing() {
        List<PastContact> past =
                TestSites.numbered(2_000).stream()
                        .map(site -> new PastContact(site, EARLY, LATER, 3))
                        .toList();
        try (Store store = open()) {
            assertThat(store.contacts().merge(past)).isEqualTo(2_000);
            List<LoggedContact> once = store.contacts().after(0, 5_000);
            assertThat(store.contacts().merge(past)).isZero();
            assertThat(store.contacts().after(0, 5_000)).isEqualTo(once).hasSize(2_000);
        }
    }

    @Test
    default void siteThatComesTwiceIsOneContact() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.merge(
                    List.of(
                            new PastContact(A, LATER, LATER, 1),
                            new PastContact(A, EARLY, EARLY, 4)));
            assertThat(contacts.after(0, 10))
                    .containsExactly(new LoggedContact(1, A, EARLY, LATER, 4));
        }
    }

    @Test
    default void newSitesAfterwardsAreStillFirst() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.merge(List.of(new PastContact(A, EARLY, EARLY, 1)));
            DomainName fresh = B;
            assertThat(contacts.recordIfAbsent(fresh, LATER).first()).isTrue();
            assertThat(contacts.recordIfAbsent(fresh, LATER).first()).isFalse();
        }
    }
}
