package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestTriage.HOUR;
import static org.domainstats.storekit.TestTriage.START;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.Marks;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Contacts are listed page by page and counted, and lists and counts agree. */
public interface TriageContract extends StoreContract {

    private static List<TriageEntry> all(Triage triage, TriageFilter filter, Order order) {
        List<TriageEntry> read = new ArrayList<>();
        TriageQuery query = new TriageQuery(filter, "", order, null, 7);
        for (List<TriageEntry> page = triage.list(query);
                !page.isEmpty();
                page = triage.list(query)) {
            assertThat(page.size()).isLessThanOrEqualTo(7);
            read.addAll(page);
            query =
                    new TriageQuery(
                            filter, "", order, query.placeAfter(page.getLast()), query.limit());
        }
        return read;
    }

    @Test
    default void everyListHasAsManyRowsAsItsCount() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 60);
            triage.mark(3, Mark.SEEN);
            triage.mark(10, Mark.DISMISSED);
            triage.mark(999, Mark.DISMISSED);
            Instant start = START.plus(HOUR.multipliedBy(10));
            TriageFilter period = TriageFilter.ALL.between(start, start.plus(HOUR.multipliedBy(9)));
            for (TriageFilter within : List.of(TriageFilter.ALL, period)) {
                for (View view : View.values()) {
                    for (Marks marks : Marks.values()) {
                        TriageFilter filter = within.with(view).with(marks);
                        assertThat(all(triage, filter, Order.NEWEST_FIRST))
                                .as(filter.toString())
                                .hasSize((int) triage.count(filter));
                    }
                }
                for (AgeBin age : AgeBin.values()) {
                    TriageFilter filter = within.with(age);
                    assertThat(all(triage, filter, Order.NEWEST_FIRST))
                            .allMatch(entry -> entry.facts().age() == age)
                            .hasSize((int) triage.count(filter));
                }
            }
            assertThat(triage.count(TriageFilter.ALL)).isEqualTo(60);
            assertThat(triage.count(TriageFilter.ALL.with(Marks.DISMISSED))).isEqualTo(1);
        }
    }

    @Test
    default void everyOrderYieldsEachContactOnceWhatIsNotKnownLast() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 40);
            for (Sort sort : Sort.values()) {
                for (boolean descending : new boolean[] {true, false}) {
                    List<TriageEntry> read =
                            all(triage, TriageFilter.ALL, new Order(sort, descending));
                    assertThat(read)
                            .as(sort.toString())
                            .extracting(TriageEntry::cursor)
                            .doesNotHaveDuplicates()
                            .hasSize(40);
                    if (sort == Sort.RANK) {
                        assertThat(read.getFirst().facts().rank()).isNotNull();
                        assertThat(read.getLast().facts().rank()).isNull();
                    }
                }
            }
            assertThat(all(triage, TriageFilter.ALL, Order.NEWEST_FIRST))
                    .extracting(entry -> entry.contact().firstAsked())
                    .isSortedAccordingTo((one, other) -> other.compareTo(one));
        }
    }

    @Test
    default void lastAskedAndTimesAreThoseOfTheContact() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 3);
            Instant late = START.plus(Duration.ofDays(9));
            DomainName second = TestTriage.site(2);
            store.contacts().addAsked(List.of(new Contacts.Asked(second, late, 41)));
            List<TriageEntry> read = all(triage, TriageFilter.ALL, new Order(Sort.TIMES, true));
            assertThat(read.getFirst().contact().site()).isEqualTo(second);
            assertThat(read.getFirst().contact().times()).isEqualTo(42);
            assertThat(read.getFirst().contact().lastAsked()).isEqualTo(late);
            assertThat(store.contacts().findAll(List.of(second, TestSites.A)))
                    .containsOnlyKeys(second)
                    .containsValue(read.getFirst().contact());
        }
    }

    @Test
    default void textIsFoundAsItIsWritten() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 12);
            for (String text : List.of("site-1", "_", "%", "'; DROP TABLE triage; --", "e\"")) {
                TriageQuery query =
                        new TriageQuery(TriageFilter.ALL, text, Order.NEWEST_FIRST, null, 50);
                assertThat(triage.list(query))
                        .as(text)
                        .allMatch(entry -> entry.contact().site().ascii().contains(text))
                        .hasSize(text.equals("site-1") ? 4 : 0);
            }
        }
    }

    @Test
    default void whatIsLearnedLaterMovesTheCounts() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 9);
            TriageEntry unknown = triage.unsettled(Long.MAX_VALUE, 1).getFirst();
            assertThat(unknown.facts().age()).isEqualTo(AgeBin.UNKNOWN);
            long before = triage.count(TriageFilter.ALL.with(View.YOUNG));

            triage.revise(List.of(unknown.with(TestTriage.young())));

            assertThat(triage.count(TriageFilter.ALL.with(View.YOUNG))).isEqualTo(before + 1);
            assertThat(triage.count(TriageFilter.ALL)).isEqualTo(9);
            assertThat(triage.unsettled(Long.MAX_VALUE, 99))
                    .extracting(TriageEntry::cursor)
                    .doesNotContain(unknown.cursor());
            triage.remove(unknown.cursor());
            triage.remove(unknown.cursor());
            assertThat(triage.count(TriageFilter.ALL)).isEqualTo(8);
            triage.revise(List.of(unknown));
            assertThat(triage.count(TriageFilter.ALL)).isEqualTo(8);
        }
    }

    @Test
    default void contactsAreAddedOnceHoweverManyFollow() {
        try (Store store = open();
                Store other = open()) {
            Triage triage = TestTriage.filled(store, 5);
            List<TriageEntry> again = all(triage, TriageFilter.ALL, Order.NEWEST_FIRST);
            assertThat(other.triage().append(0, again, 5)).isFalse();
            assertThat(other.triage().upTo()).isEqualTo(5);
            assertThat(other.triage().count(TriageFilter.ALL)).isEqualTo(5);
            triage.clear();
            assertThat(other.triage().upTo()).isZero();
            assertThat(other.triage().count(TriageFilter.ALL)).isZero();
            assertThat(other.triage().append(0, again, 5)).isTrue();
        }
    }

    @Test
    default void sitesBelowADomainAreFound() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 12);
            assertThat(triage.below(TestTriage.HOST, 99)).isNotEmpty();
            assertThat(triage.below(TestTriage.site(1), 99)).isEmpty();
        }
    }

    @Test
    default void siteThatIsForgottenIsNeitherListedNorCountedAndLosesItsNote() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 4);
            DomainName site = TestTriage.site(2);
            store.notes().put(new Note(site, Mark.SEEN, "ours", "alice", START), null);
            assertThat(store.erasure().forget(site)).isTrue();
            assertThat(all(triage, TriageFilter.ALL, Order.NEWEST_FIRST)).hasSize(3);
            assertThat(triage.count(TriageFilter.ALL)).isEqualTo(3);
            assertThat(store.notes().findAll(List.of(site))).isEmpty();
        }
    }

    @Test
    default void countsAreByTheStep() {
        try (Store store = open()) {
            Triage triage = TestTriage.filled(store, 48);
            Map<Instant, Long> days = new java.util.TreeMap<>();
            triage.counts(START, START.plus(Duration.ofDays(9)), Duration.ofDays(1))
                    .forEach(each -> days.merge(each.at(), each.contacts(), Long::sum));
            assertThat(days)
                    .containsExactly(
                            Map.entry(START, 24L), Map.entry(START.plus(Duration.ofDays(1)), 24L));
        }
    }
}
