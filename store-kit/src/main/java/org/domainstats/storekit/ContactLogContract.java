package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Contacts are a log that can be read again from any point, whatever happened to the store. */
public interface ContactLogContract extends StoreContract {

    @Test
    default void theLogIsInOrderOfArrivalWhateverTheClockSays() {
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.recordIfAbsent(B, LATER);
            contacts.recordAllIfAbsent(List.of(C, B, A), EARLY);
            assertThat(contacts.after(0, 10))
                    .extracting(LoggedContact::site)
                    .containsExactly(B, C, A);
            assertThat(cursors(contacts.after(0, 10))).isSorted().doesNotHaveDuplicates();
        }
    }

    /** As a hunt does, and in a process that has not recorded them, which has none in memory. */
    @Test
    default void thousandsOfSitesAreFoundAtOnce() {
        List<DomainName> sites = TestSites.numbered(3_000);
        List<DomainName> asked = sites.subList(0, 1_700);
        try (Store store = open()) {
            store.contacts().recordAllIfAbsent(asked, EARLY);
            assertThat(store.contacts().findAll(sites)).containsOnlyKeys(asked);
            assertThat(store.contacts().findAll(sites.subList(1_700, 3_000))).isEmpty();
        }
        try (Store store = open()) {
            Map<DomainName, LoggedContact> found = store.contacts().findAll(sites);
            assertThat(found).containsOnlyKeys(asked);
            assertThat(found).allSatisfy((site, each) -> assertThat(each.site()).isEqualTo(site));
        }
    }

    @Test
    default void theLogIsReadInPagesFromAnyCursor() {
        List<DomainName> sites = TestSites.numbered(95);
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            contacts.recordAllIfAbsent(sites, EARLY);
            List<DomainName> read = new ArrayList<>();
            long cursor = 0;
            for (List<LoggedContact> page = contacts.after(cursor, 10);
                    !page.isEmpty();
                    page = contacts.after(cursor, 10)) {
                assertThat(page.size()).isLessThanOrEqualTo(10);
                page.forEach(logged -> read.add(logged.site()));
                cursor = page.getLast().cursor();
            }
            assertThat(read).isEqualTo(sites);
        }
    }

    @Test
    default void aReaderThatFollowsMissesNothing() {
        List<DomainName> sites = TestSites.numbered(400);
        try (Store store = open()) {
            Contacts contacts = store.contacts();
            List<DomainName> followed = new ArrayList<>();
            ConcurrentCallers.together(
                    9,
                    caller -> {
                        if (caller == 0) {
                            follow(contacts, sites.size(), followed);
                        } else {
                            for (int i = caller - 1; i < sites.size(); i += 8) {
                                contacts.recordIfAbsent(sites.get(i), EARLY);
                            }
                        }
                        return caller;
                    });
            assertThat(followed).containsExactlyInAnyOrderElementsOf(sites);
        }
    }

    private static void follow(Contacts contacts, int expected, List<DomainName> followed) {
        long cursor = 0;
        long deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
        while (followed.size() < expected && System.nanoTime() < deadline) {
            for (LoggedContact logged : contacts.after(cursor, 7)) {
                followed.add(logged.site());
                cursor = logged.cursor();
            }
            // A virtual thread that never waits keeps its processor from the others.
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    default void cursorsNeverComeAgain() {
        List<Long> cursors = new ArrayList<>();
        try (Store store = open()) {
            cursors.add(newContact(store, A));
            cursors.add(newContact(store, B));
            store.contacts().reset();
            cursors.add(newContact(store, A));
            store.contacts().reset();
        }
        try (Store store = open()) {
            cursors.add(newContact(store, A));
            cursors.add(newContact(store, C));
        }
        assertThat(cursors).isSorted().doesNotHaveDuplicates();
    }

    private static long newContact(Store store, DomainName site) {
        long before =
                store.contacts().after(0, 1_000).stream()
                        .mapToLong(LoggedContact::cursor)
                        .max()
                        .orElse(0);
        store.contacts().recordIfAbsent(site, EARLY);
        return store.contacts().after(before, 10).getFirst().cursor();
    }

    @Test
    default void aCursorFromBeforeAResetLeadsToWhatCameAfterIt() {
        try (Store store = open()) {
            long before = newContact(store, A);
            store.contacts().reset();
            assertThat(store.contacts().after(before, 10)).isEmpty();
            store.contacts().recordIfAbsent(A, LATER);
            assertThat(store.contacts().after(before, 10))
                    .extracting(LoggedContact::firstAsked)
                    .containsExactly(LATER);
        }
    }

    private static List<Long> cursors(List<LoggedContact> logged) {
        return logged.stream().map(LoggedContact::cursor).toList();
    }
}
