package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.EARLY;

import org.domainstats.store.Store;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.store.events.EventLog.Range;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.store.events.EventOutputs.Position;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventStep;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Events are logged once, in order, and stay until each output has them or they are removed. */
public interface EventLogContract extends StoreContract {

    private static NewEvent event(int i) {
        return new NewEvent("id-" + i, "first-contact", A, EARLY, "{\"i\":" + i + "}");
    }

    private static boolean append(Store store, int from, int to) {
        Progress progress = store.events().sources().progress();
        return store.events().log().append(step(progress, from, to));
    }

    private static EventStep step(Progress progress, int from, int to) {
        return new EventStep(
                progress,
                progress.contacts(),
                IntStream.range(from, to).mapToObj(EventLogContract::event).toList(),
                List.of(),
                List.of(),
                List.of());
    }

    private static List<String> ids(List<LoggedEvent> events) {
        return events.stream().map(each -> each.event().id()).toList();
    }

    @Test
    default void eventsAreReadInTheirOrderFromAnyNumber() {
        try (Store store = open()) {
            append(store, 0, 3);
            append(store, 3, 5);
        }
        try (Store store = open()) {
            EventLog log = store.events().log();
            assertThat(log.after(0, 10))
                    .extracting(LoggedEvent::number)
                    .containsExactly(1L, 2L, 3L, 4L, 5L);
            assertThat(log.after(0, 10).getFirst()).isEqualTo(new LoggedEvent(1, event(0)));
            assertThat(ids(log.after(2, 2))).containsExactly("id-2", "id-3");
            assertThat(log.after(5, 10)).isEmpty();
            assertThat(ids(log.newest(2))).containsExactly("id-3", "id-4");
            assertThat(log.range()).isEqualTo(new Range(1, 5));
        }
    }

    @Test
    default void anEmptyLogHasAnEmptyRange() {
        try (Store store = open()) {
            assertThat(store.events().log().range()).isEqualTo(new Range(1, 0));
            assertThat(store.events().log().range().size()).isZero();
            assertThat(store.events().log().newest(5)).isEmpty();
        }
    }

    @Test
    default void ofTwoStepsFromOneProgressOneIsTaken() {
        try (Store one = open();
                Store other = open()) {
            Progress progress = one.events().sources().progress();
            assertThat(one.events().log().append(step(progress, 0, 1))).isTrue();
            assertThat(other.events().log().append(step(progress, 0, 1))).isFalse();
            assertThat(other.events().log().after(0, 10)).hasSize(1);
        }
    }

    @Test
    default void stepsOfManyAtOnceAreTakenOnceEach() {
        AtomicInteger taken = new AtomicInteger();
        try (Store one = open();
                Store other = open()) {
            ConcurrentCallers.together(
                    8,
                    i -> {
                        for (int n = 0; n < 5; n++) {
                            if (append(i % 2 == 0 ? one : other, 0, 2)) {
                                taken.incrementAndGet();
                            }
                        }
                        return i;
                    });
            assertThat(one.events().log().range()).isEqualTo(new Range(1, 2L * taken.get()));
            assertThat(one.events().log().after(0, 1_000)).hasSize(2 * taken.get());
            assertThat(taken.get()).isPositive();
        }
    }

    @Test
    default void numbersAreNeverUsedAgain() {
        try (Store store = open()) {
            append(store, 0, 3);
            store.events().log().removeUpTo(3);
            assertThat(store.events().log().range()).isEqualTo(new Range(4, 3));
        }
        try (Store store = open()) {
            append(store, 3, 4);
            assertThat(store.events().log().after(0, 10))
                    .containsExactly(new LoggedEvent(4, event(3)));
        }
    }

    @Test
    default void whatAnOutputDidNotDeliverIsCountedWhenItIsRemoved() {
        try (Store store = open()) {
            EventOutputs outputs = store.events().outputs();
            append(store, 0, 1_500);
            outputs.add("quick", 0);
            outputs.add("slow", 0);
            outputs.add("new", 1_500);
            outputs.delivered("quick", 1_300);
            outputs.delivered("slow", 100);
            store.events().log().removeUpTo(1_200);
            assertThat(outputs.positions())
                    .isEqualTo(
                            Map.of(
                                    "quick", new Position(1_300, 0),
                                    "slow", new Position(1_200, 1_100),
                                    "new", new Position(1_500, 0)));
            assertThat(store.events().log().range()).isEqualTo(new Range(1_201, 1_500));
        }
    }

    @Test
    default void anOutputStaysWhereItIsAndNeverGoesBack() {
        try (Store store = open()) {
            EventOutputs outputs = store.events().outputs();
            outputs.add("file:/events", 3);
            outputs.delivered("file:/events", 9);
            outputs.delivered("file:/events", 7);
            outputs.add("file:/events", 0);
            outputs.delivered("nobody", 5);
        }
        try (Store store = open()) {
            assertThat(store.events().outputs().positions())
                    .isEqualTo(Map.of("file:/events", new Position(9, 0)));
        }
    }

    @Test
    default void oneProcessAtATimeHoldsTheRightToDeliver() {
        Duration minute = Duration.ofMinutes(1);
        try (Store one = open();
                Store other = open()) {
            EventOutputs mine = one.events().outputs();
            EventOutputs theirs = other.events().outputs();
            assertThat(mine.hold("me", minute)).isTrue();
            assertThat(mine.hold("me", minute)).isTrue();
            assertThat(theirs.hold("they", minute)).isFalse();
            assertThat(mine.hold("me", Duration.ZERO)).as("it ends at once").isTrue();
            assertThat(theirs.hold("they", minute)).isTrue();
            mine.release("me");
            assertThat(mine.hold("me", minute)).isFalse();
            theirs.release("they");
            assertThat(mine.hold("me", minute)).isTrue();
        }
    }
}
