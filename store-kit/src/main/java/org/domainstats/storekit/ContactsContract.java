package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;

/** First contacts are announced once, whoever asks and however often the store is opened. */
public interface ContactsContract extends StoreContract {

    @Test
    default void aHundredCallersOfOneNewSiteGetOneFirst() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            for (DomainName site : TestSites.numbered(20)) {
                List<Contact> answers =
                        ConcurrentCallers.together(
                                100, i -> contacts.recordIfAbsent(site, EARLY.plusSeconds(i)));
                assertThat(answers).filteredOn(Contact::first).hasSize(1);
                assertThat(answers).extracting(Contact::firstAsked).containsOnly(kept(store, site));
            }
        }
    }

    @Test
    default void twoProcessesOnOneStoreShareOneFirst() {
        List<DomainName> sites = TestSites.numbered(50);
        try (Store one = open();
                Store other = open()) {
            List<List<DomainName>> firsts =
                    ConcurrentCallers.together(
                            128, i -> firstsOf(i % 2 == 0 ? one : other, rotated(sites, i)));
            assertThat(firsts.stream().flatMap(List::stream))
                    .containsExactlyInAnyOrderElementsOf(sites);
        }
    }

    private static List<DomainName> firstsOf(Store store, List<DomainName> sites) {
        Contacts contacts = store.contacts();
        return sites.stream().filter(site -> contacts.recordIfAbsent(site, EARLY).first()).toList();
    }

    private static List<DomainName> rotated(List<DomainName> sites, int by) {
        List<DomainName> rotated = new ArrayList<>(sites);
        Collections.rotate(rotated, by);
        return rotated;
    }

    private static java.time.Instant kept(Store store, DomainName site) {
        return store.contacts().find(site).orElseThrow();
    }

    @Test
    default void batchesAndSinglesAtOnceShareOneFirst() {
        List<DomainName> sites = TestSites.numbered(300);
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            List<Long> firsts =
                    ConcurrentCallers.together(
                            16,
                            i ->
                                    i % 2 == 0
                                            ? (long) firstsOf(store, rotated(sites, i)).size()
                                            : contacts
                                                    .recordAllIfAbsent(rotated(sites, i), EARLY)
                                                    .stream()
                                                    .filter(Contact::first)
                                                    .count());
            assertThat(firsts.stream().mapToLong(Long::longValue).sum()).isEqualTo(sites.size());
            assertThat(contacts.count()).isEqualTo(sites.size());
        }
    }

    @Test
    default void secondContactKeepsTheFirstInstant() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            assertThat(contacts.recordIfAbsent(A, LATER)).isEqualTo(new Contact(LATER, true));
            assertThat(contacts.recordIfAbsent(A, EARLY)).isEqualTo(new Contact(LATER, false));
        }
    }

    @Test
    default void aBatchAnswersInItsOrderAndASiteThatComesTwiceIsFirstOnce() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(B, EARLY);
            assertThat(store.contacts().recordAllIfAbsent(List.of(C, B, A, C, A, C), LATER))
                    .containsExactly(
                            new Contact(LATER, true),
                            new Contact(EARLY, false),
                            new Contact(LATER, true),
                            new Contact(LATER, false),
                            new Contact(LATER, false),
                            new Contact(LATER, false));
        }
    }

    @Test
    default void ofTwoThatAreBegunTheFirstIsDecidedFirst() {
        List<DomainName> sites = TestSites.numbered(1_000);
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            Supplier<RecordedContacts> one = contacts.beginRecording(sites, EARLY, List.of());
            Supplier<RecordedContacts> other = contacts.beginRecording(sites, LATER, List.of());
            assertThat(other.get().contacts()).containsOnly(new Contact(EARLY, false));
            assertThat(one.get().contacts()).containsOnly(new Contact(EARLY, true)).hasSize(1_000);
        }
    }

    @Test
    default void batchesMayBeEmptyOrLarge() {
        List<DomainName> sites = TestSites.numbered(20_000);
        try (Store store = open()) {
            assertThat(store.contacts().recordAllIfAbsent(List.of(), EARLY)).isEmpty();
            assertThat(store.contacts().recordAllIfAbsent(sites, EARLY))
                    .hasSize(20_000)
                    .allMatch(Contact::first);
            assertThat(store.contacts().recordAllIfAbsent(sites, LATER)).noneMatch(Contact::first);
        }
    }

    @Test
    default void lookingMakesNoContact() {
        try (Store store = open()) {
            assertThat(store.contacts().find(A)).isEmpty();
            assertThat(store.contacts().count()).isZero();
            assertThat(store.contacts().recordIfAbsent(A, EARLY).first()).isTrue();
        }
    }

    @Test
    default void contactsOutliveTheProcess() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.contacts().recordAllIfAbsent(List.of(B), EARLY);
        }
        try (Store store = open()) {
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(EARLY, false));
            assertThat(store.contacts().recordAllIfAbsent(List.of(B, C), LATER))
                    .containsExactly(new Contact(EARLY, false), new Contact(LATER, true));
        }
    }

    @Test
    default void askingAgainAddsUpAndMovesTheLastTimeForwardOnly() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.recordIfAbsent(A, EARLY);
            contacts.addAsked(List.of(new Asked(A, LATER, 3), new Asked(B, LATER, 1)));
            contacts.addAsked(List.of(new Asked(A, EARLY, 4)));
            assertThat(contacts.after(0, 10))
                    .singleElement()
                    .satisfies(
                            logged -> {
                                assertThat(logged.site()).isEqualTo(A);
                                assertThat(logged.firstAsked()).isEqualTo(EARLY);
                                assertThat(logged.lastAsked()).isEqualTo(LATER);
                                assertThat(logged.times()).isEqualTo(8);
                            });
            assertThat(contacts.find(B)).isEmpty();
        }
    }

    @Test
    default void resetMakesEverySiteFirstOnceMore() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.recordAllIfAbsent(List.of(A, B), EARLY);
            assertThat(contacts.reset()).isEqualTo(2);
            assertThat(contacts.count()).isZero();
            assertThat(contacts.recordIfAbsent(A, LATER)).isEqualTo(new Contact(LATER, true));
        }
    }

    @Test
    default void resetsAreCountedForEveryProcess() {
        try (Store one = open();
                Store other = open()) {
            assertThat(one.contacts().resets()).isZero();
            one.contacts().reset();
            other.contacts().reset();
            assertThat(one.contacts().resets()).isEqualTo(2);
            assertThat(other.contacts().resets()).isEqualTo(2);
        }
        try (Store store = open()) {
            assertThat(store.contacts().resets()).isEqualTo(2);
        }
    }
}
