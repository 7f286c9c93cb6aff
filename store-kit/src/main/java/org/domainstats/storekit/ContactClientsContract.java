package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.ContactClients;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Who asked about a site, the first one and how many. */
public interface ContactClientsContract extends StoreContract {

    @Test
    default void theFirstClientAndTheNumberOfDifferentOnesAreKept() {
        try (Store store = open()) {
            store.contacts().recordAllIfAbsent(List.of(A, B), EARLY);
            ContactClients clients = store.clients();
            clients.note(
                    List.of(
                            new ClientNote(C, "without a contact", LATER, LATER),
                            new ClientNote(A, "two", LATER, LATER),
                            new ClientNote(B, "two", LATER, LATER)));
            clients.note(
                    List.of(
                            new ClientNote(A, "one", EARLY, EARLY),
                            new ClientNote(A, "two", EARLY.plusSeconds(1), LATER),
                            new ClientNote(A, "two", LATER, LATER)));
        }
        try (Store store = open()) {
            assertThat(store.clients().of(List.of(C, B, A)))
                    .isEqualTo(Map.of(A, new AskedBy("one", 2), B, new AskedBy("two", 1)));
            assertThat(store.clients().of(List.of())).isEmpty();
        }
    }

    @Test
    default void onlySoManyAreToldApart() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            ContactClients clients = store.clients();
            for (int part = 0; part < 3; part++) {
                int from = part * 60;
                clients.note(
                        IntStream.range(from, from + 60)
                                .mapToObj(
                                        i ->
                                                new ClientNote(
                                                        A, "c" + i, EARLY.plusSeconds(i), LATER))
                                .toList());
            }
            clients.note(List.of(new ClientNote(A, "c1", EARLY.minusSeconds(9), LATER)));
            assertThat(clients.of(List.of(A)))
                    .isEqualTo(Map.of(A, new AskedBy("c1", ContactClients.MOST)));
        }
    }

    @Test
    default void whoHasNotAskedForLongIsForgotten() {
        List<DomainName> sites = TestSites.numbered(1_200);
        List<ClientNote> many =
                sites.stream().map(site -> new ClientNote(site, "old", EARLY, EARLY)).toList();
        try (Store store = open()) {
            store.contacts().recordAllIfAbsent(sites, EARLY);
            store.contacts().recordIfAbsent(A, EARLY);
            ContactClients clients = store.clients();
            clients.note(many);
            clients.note(
                    List.of(
                            new ClientNote(A, "old", EARLY, EARLY),
                            new ClientNote(A, "again", EARLY, LATER)));
            assertThat(store.erasure().removeBefore(LATER)).isEqualTo(1_201);
            assertThat(clients.of(List.of(A))).isEqualTo(Map.of(A, new AskedBy("again", 1)));
            assertThat(store.erasure().removeBefore(LATER)).isZero();
        }
    }

    @Test
    default void aResetOfContactsForgetsWhoAsked() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.clients().note(List.of(new ClientNote(A, "one", EARLY, EARLY)));
            store.contacts().reset();
            assertThat(store.clients().of(List.of(A))).isEmpty();
        }
    }

    @Test
    default void allWhoShareAStoreShareTheKeyOfHashes() {
        try (Store one = open();
                Store other = open()) {
            assertThat(one.clients().key()).hasSize(32).isEqualTo(other.clients().key());
        }
    }
}
