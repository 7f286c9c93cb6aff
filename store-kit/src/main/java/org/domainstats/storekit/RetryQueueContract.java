package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.C;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.model.DomainName;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

/** Names that people asked for come before re-checks, and none is forgotten. */
public interface RetryQueueContract extends StoreContract {

    /** The last one is not due before {@code LATER}. */
    private static void fill(RetryQueue retries) {
        retries.put(recheck("r1.example", EARLY));
        retries.put(asked("a3.example", LATER));
        retries.put(asked("a2.example", EARLY.plusSeconds(2)));
        retries.put(asked("a1.example", EARLY.plusSeconds(1)));
    }

    private static Retry asked(String name, Instant due) {
        return new Retry(new DomainName(name), Priority.ASKED, due, 1, "no reply");
    }

    private static Retry recheck(String name, Instant due) {
        return new Retry(new DomainName(name), Priority.RECHECK, due, 0, "to be confirmed");
    }

    @Test
    default void dueAreAskedForNamesFirstThenTheLongestDue() {
        try (Store store = open()) {
            fill(store.retries());
            assertThat(store.retries().due(EARLY.plusSeconds(2), 10))
                    .extracting(retry -> retry.domain().firstLabel())
                    .containsExactly("a1", "a2", "r1");
            assertThat(store.retries().due(EARLY.plusSeconds(2), 2))
                    .extracting(retry -> retry.domain().firstLabel())
                    .containsExactly("a1", "a2");
            assertThat(store.retries().due(EARLY.minusMillis(1), 10)).isEmpty();
        }
    }

    @Test
    default void ofTwoWhoHaveReadTheSameOneGetsEach() {
        try (Store one = open();
                Store other = open()) {
            fill(one.retries());
            Instant now = EARLY.plusSeconds(2);
            List<Retry> due = one.retries().due(now, 10);
            assertThat(other.retries().due(now, 10)).isEqualTo(due);
            List<List<Retry>> taken =
                    ConcurrentCallers.together(
                            8,
                            i ->
                                    (i % 2 == 0 ? one : other)
                                            .retries()
                                            .take(due, LATER.plusSeconds(60)));
            assertThat(taken.stream().flatMap(List::stream).toList())
                    .containsExactlyInAnyOrderElementsOf(due);
            assertThat(one.retries().due(now, 10)).isEmpty();
            assertThat(one.retries().size()).isEqualTo(4);
        }
    }

    @Test
    default void aFloodHidesNeitherWhatCameBeforeItNorWhatCameAfter() {
        try (Store store = open()) {
            RetryQueue retries = store.retries();
            retries.add(List.of(asked("before.example", EARLY.minusSeconds(1))));
            retries.add(
                    TestSites.numbered(10_000).stream()
                            .map(site -> asked(site.ascii(), EARLY))
                            .toList());
            retries.add(List.of(asked("after.example", EARLY.plusSeconds(1))));
            assertThat(retries.due(LATER, 4))
                    .hasSize(4)
                    .extracting(retry -> retry.domain().firstLabel())
                    .contains("before", "after");
        }
    }

    @Test
    default void allThatWaitsIsListedInTheOrderItWillBeTried() {
        try (Store store = open()) {
            fill(store.retries());
            assertThat(store.retries().list(10))
                    .extracting(retry -> retry.domain().firstLabel())
                    .containsExactly("a1", "a2", "a3", "r1");
            assertThat(store.retries().list(3)).hasSize(3);
            assertThat(store.retries().size()).isEqualTo(4);
            assertThat(store.retries().size(Priority.ASKED)).isEqualTo(3);
            assertThat(store.retries().size(Priority.RECHECK)).isEqualTo(1);
        }
    }

    @Test
    default void lookingTakesNothingOut() {
        try (Store store = open()) {
            fill(store.retries());
            store.retries().due(LATER, 10);
            assertThat(store.retries().due(LATER, 10)).hasSize(4);
        }
    }

    @Test
    default void whatIsSaidAnewReplacesWhatWasSaid() {
        Retry later = new Retry(A, Priority.RECHECK, LATER, 7, "still no reply");
        try (Store store = open()) {
            store.retries().put(new Retry(A, Priority.ASKED, EARLY, 6, "no reply"));
            store.retries().put(later);
            assertThat(store.retries().find(A)).contains(later);
            assertThat(store.retries().due(EARLY, 10)).isEmpty();
            assertThat(store.retries().size()).isEqualTo(1);
        }
    }

    @Test
    default void theQueueOutlivesTheProcess() {
        Retry retry =
                new Retry(A, Priority.RECHECK, LATER, 7, "whois.example: \"it's\" busy — later");
        try (Store store = open()) {
            store.retries().put(retry);
            store.retries().put(new Retry(B, Priority.ASKED, EARLY, 1, ""));
            store.retries().remove(B);
        }
        try (Store store = open()) {
            assertThat(store.retries().list(10)).containsExactly(retry);
        }
    }

    @Test
    default void whatIsNotThereCanBeRemoved() {
        try (Store store = open()) {
            store.retries().remove(C);
            assertThat(store.retries().find(C)).isEmpty();
        }
    }

    @Test
    default void manyThatAreAskedForWaitAtOnceButOfWhatWaitsTheReasonStays() {
        Retry tried = new Retry(A, Priority.ASKED, LATER, 3, "no reply");
        try (Store store = open()) {
            store.retries().put(tried);
            store.retries().put(new Retry(B, Priority.RECHECK, LATER, 0, "to be confirmed"));
            store.retries().add(List.of(asked(A), asked(B), asked(C), asked(C)));
            assertThat(store.retries().find(A)).contains(tried);
            assertThat(store.retries().find(B).orElseThrow().priority()).isEqualTo(Priority.ASKED);
            assertThat(store.retries().find(C)).contains(asked(C));
            assertThat(store.retries().size()).isEqualTo(3);
            store.retries().add(List.of());
        }
        try (Store store = open()) {
            assertThat(store.retries().size()).isEqualTo(3);
        }
    }

    private static Retry asked(DomainName domain) {
        return new Retry(domain, Priority.ASKED, EARLY, 0, "asked for");
    }
}
