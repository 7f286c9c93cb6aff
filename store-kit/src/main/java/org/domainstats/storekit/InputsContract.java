package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.ContactClients.AskedBy;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Inputs;
import org.domainstats.store.Inputs.InputBatch;
import org.domainstats.store.Inputs.Move;
import org.domainstats.store.Inputs.SeenSite;
import org.domainstats.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an input reads, and how far it came, are one. */
public interface InputsContract extends StoreContract {

    private static InputBatch batch(@Nullable Move move, SeenSite... sites) {
        return new InputBatch(move, List.of(sites), List.of());
    }

    private static LoggedContact only(Store store, DomainName site) {
        return store.contacts().after(0, 100_000).stream()
                .filter(each -> each.site().equals(site))
                .findFirst()
                .orElseThrow();
    }

    @Test
    default void contactsCountsClientsAndPositionAreTaken() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(B, EARLY);
            Inputs inputs = store.inputs();
            assertThat(inputs.position("log")).isEmpty();
            InputBatch first =
                    new InputBatch(
                            new Move("log", "", "10"),
                            List.of(
                                    new SeenSite(A, EARLY, LATER, 3),
                                    new SeenSite(B, LATER, LATER, 2),
                                    new SeenSite(C, LATER, LATER, 1)),
                            List.of(new ClientNote(A, "one", EARLY, LATER)));
            assertThat(inputs.record(first)).contains(List.of(A, C));
            assertThat(inputs.position("log")).contains("10");
        }
        try (Store store = open()) {
            assertThat(only(store, A))
                    .extracting("firstAsked", "lastAsked", "times")
                    .containsExactly(EARLY, LATER, 3L);
            assertThat(only(store, B))
                    .extracting("firstAsked", "lastAsked", "times")
                    .containsExactly(EARLY, LATER, 3L);
            assertThat(only(store, C).times()).isEqualTo(1);
            assertThat(store.clients().of(List.of(A, B)))
                    .isEqualTo(Map.of(A, new AskedBy("one", 1)));
            assertThat(store.inputs().position("log")).contains("10");
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(EARLY, false));
        }
    }

    @Test
    default void aBatchFromAnotherPositionChangesNothing() {
        try (Store store = open()) {
            Inputs inputs = store.inputs();
            SeenSite seen = new SeenSite(A, EARLY, EARLY, 1);
            assertThat(inputs.record(batch(new Move("log", "", "1"), seen))).isPresent();
            assertThat(inputs.record(batch(new Move("log", "", "2"), seen))).isEmpty();
            assertThat(inputs.record(batch(new Move("log", "9", "2"), seen))).isEmpty();
            assertThat(inputs.record(batch(new Move("other", "1", "2"), seen))).isEmpty();
            assertThat(inputs.record(batch(new Move("log", "1", "2"), seen))).contains(List.of());
            assertThat(only(store, A).times()).isEqualTo(2);
            assertThat(inputs.position("log")).contains("2");
            assertThat(inputs.position("other")).isEmpty();
        }
    }

    @Test
    default void aBatchMayBeOnlyAMoveOrHaveNone() {
        try (Store store = open()) {
            Inputs inputs = store.inputs();
            assertThat(inputs.record(batch(new Move("log", "", "1")))).contains(List.of());
            assertThat(inputs.record(batch(null, new SeenSite(A, EARLY, LATER, 7))))
                    .contains(List.of(A));
            assertThat(only(store, A).times()).isEqualTo(7);
        }
    }

    @Test
    default void anAnnouncementThatWasTakenBackIsLeftToWhoeverAsks() {
        try (Store store = open()) {
            store.contacts().recordIfAbsent(A, EARLY);
            store.contacts().withdrawAnnouncements(List.of(A));
            assertThat(store.inputs().record(batch(null, new SeenSite(A, LATER, LATER, 1))))
                    .contains(List.of());
            assertThat(store.contacts().recordIfAbsent(A, LATER))
                    .isEqualTo(new Contact(EARLY, true));
        }
    }

    @Test
    default void ofAnInputAndThoseWhoAskOneIsFirst() {
        List<DomainName> sites = TestSites.numbered(400);
        try (Store store = open();
                Store other = open()) {
            List<Integer> firsts =
                    ConcurrentCallers.together(
                            8,
                            i ->
                                    i % 2 == 0
                                            ? recorded(i % 4 == 0 ? store : other, "in" + i, sites)
                                            : asked(i % 4 == 1 ? store : other, sites));
            assertThat(firsts.stream().mapToInt(Integer::intValue).sum()).isEqualTo(sites.size());
            assertThat(store.contacts().count()).isEqualTo(sites.size());
        }
    }

    private static int recorded(Store store, String input, List<DomainName> sites) {
        int first = 0;
        String from = "";
        for (int i = 0; i < sites.size(); i += 20) {
            List<SeenSite> part =
                    sites.subList(i, i + 20).stream()
                            .map(site -> new SeenSite(site, EARLY, EARLY, 1))
                            .toList();
            InputBatch batch =
                    new InputBatch(new Move(input, from, String.valueOf(i + 1)), part, List.of());
            from = String.valueOf(i + 1);
            first += store.inputs().record(batch).map(List::size).orElse(0);
        }
        return first;
    }

    private static int asked(Store store, List<DomainName> sites) {
        return (int)
                store.contacts().recordAllIfAbsent(sites, LATER).stream()
                        .filter(Contact::first)
                        .count();
    }

    @Test
    default void manySitesOfManyTimesAreTaken() {
        List<DomainName> sites = TestSites.numbered(20_000);
        try (Store store = open()) {
            String from = "";
            for (int part = 0; part < 4; part++) {
                List<SeenSite> seen = new ArrayList<>();
                for (int i = part * 4_000; i < part * 4_000 + 8_000; i++) {
                    seen.add(
                            new SeenSite(
                                    sites.get(i),
                                    EARLY.plusMillis(i),
                                    EARLY.plusSeconds(i),
                                    1 + i % 3));
                }
                String to = String.valueOf(part);
                Optional<List<DomainName>> first =
                        store.inputs()
                                .record(new InputBatch(new Move("log", from, to), seen, List.of()));
                assertThat(first.orElseThrow()).hasSize(part == 0 ? 8_000 : 4_000);
                from = to;
            }
            assertThat(store.contacts().after(0, 100_000))
                    .hasSize(20_000)
                    .allMatch(
                            each -> {
                                int i = numberOf(each.site());
                                int read = i < 4_000 || i >= 16_000 ? 1 : 2;
                                return each.times() == (long) read * (1 + i % 3);
                            });
        }
    }

    private static int numberOf(DomainName site) {
        return Integer.parseInt(site.ascii().replaceAll("\\D", ""));
    }
}
