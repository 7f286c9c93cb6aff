package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.model.Hint.Kind;
import org.domainstats.store.Hints;
import org.domainstats.store.Hints.NewHint;
import org.domainstats.store.Hints.TakenList;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;
import java.util.List;

/** What lists say stays until it is old, and no list makes a domain older than another one does. */
public interface HintsContract extends StoreContract {

    LocalDate DAY = LocalDate.of(2026, 11, 24);

    @Test
    default void bestHintOnEachDomainIsFound() {
        try (Store store = open()) {
            store.hints()
                    .putAll(
                            "isc",
                            List.of(new NewHint(A, DAY, Kind.SEEN), new NewHint(B, DAY, Kind.SEEN)),
                            EARLY);
            store.hints()
                    .putAll(
                            "nrd",
                            List.of(new NewHint(A, DAY.minusDays(3), Kind.REGISTERED)),
                            EARLY);
            store.hints().putAll("com", List.of(new NewHint(A, DAY, Kind.ZONE)), EARLY);
        }
        try (Store store = open()) {
            assertThat(store.hints().findAll(List.of(A, B, new DomainName("other.example"))))
                    .containsOnlyKeys(A, B)
                    .containsEntry(A, new Hint(DAY.minusDays(3), Kind.REGISTERED, "nrd", EARLY))
                    .containsEntry(B, new Hint(DAY, Kind.SEEN, "isc", EARLY));
            assertThat(store.hints().findAll(List.of(B))).containsOnlyKeys(B);
            assertThat(store.hints().findAll(List.of())).isEmpty();
        }
    }

    @Test
    default void theLaterDayStandsWhateverTheOrder() {
        try (Store store = open()) {
            Hints hints = store.hints();
            hints.putAll(
                    "one",
                    List.of(
                            new NewHint(A, DAY, Kind.ZONE),
                            new NewHint(A, DAY.minusDays(1), Kind.ZONE)),
                    EARLY);
            hints.putAll("older", List.of(new NewHint(A, DAY.minusDays(9), Kind.ZONE)), LATER);
            hints.putAll("same", List.of(new NewHint(A, DAY, Kind.ZONE)), LATER);
            assertThat(hints.findAll(List.of(A)))
                    .containsEntry(A, new Hint(DAY, Kind.ZONE, "one", EARLY));

            hints.putAll("later", List.of(new NewHint(A, DAY.plusDays(1), Kind.ZONE)), LATER);
            assertThat(hints.findAll(List.of(A)))
                    .containsEntry(A, new Hint(DAY.plusDays(1), Kind.ZONE, "later", LATER));
            assertThat(hints.count()).isEqualTo(1);
        }
    }

    @Test
    default void whatIsOldIsRemovedHoweverMany() {
        List<DomainName> many = TestSites.numbered(5_000);
        try (Store store = open()) {
            Hints hints = store.hints();
            hints.putAll(
                    "l",
                    many.stream().map(each -> new NewHint(each, DAY, Kind.SEEN)).toList(),
                    EARLY);
            hints.putAll("l", List.of(new NewHint(A, DAY.plusDays(1), Kind.SEEN)), EARLY);

            assertThat(hints.removeBefore(DAY.plusDays(1))).isEqualTo(5_000);

            assertThat(hints.count()).isEqualTo(1);
            assertThat(hints.findAll(List.of(A))).containsOnlyKeys(A);
            assertThat(hints.removeBefore(DAY)).isZero();
        }
    }

    @Test
    default void listsThatWereTakenAreKnownToEveryProcess() {
        TakenList isc = new TakenList("isc", "0a", "\"tag\"", EARLY, 7);
        TakenList nrd = new TakenList("nrd", "0b", "", EARLY, 8);
        TakenList later = new TakenList("isc", "0c", "", LATER, 9);
        try (Store one = open();
                Store other = open()) {
            assertThat(other.hints().generation()).isZero();
            one.hints().taken(nrd);
            one.hints().taken(isc);
            long generation = other.hints().generation();
            assertThat(generation).isPositive();
            assertThat(other.hints().lists()).containsExactly(isc, nrd);

            one.hints().taken(later);

            assertThat(other.hints().generation()).isGreaterThan(generation);
            assertThat(other.hints().lists()).containsExactly(later, nrd);
        }
    }
}
