package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.Store;
import org.domainstats.store.Turns.Turn;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Processes that share a store take turns. */
public interface TurnsContract extends StoreContract {

    Duration LONG = Duration.ofMinutes(10);

    @Test
    default void oneOfManyHasTheTurn() {
        try (Store one = open();
                Store other = open()) {
            List<Turn> turns =
                    ConcurrentCallers.together(
                            16, i -> (i % 2 == 0 ? one : other).turns().begin("host", LONG));
            assertThat(turns.stream().filter(Turn::isBegun)).hasSize(1);
            assertThat(turns.stream().filter(each -> !each.isBegun()))
                    .allMatch(each -> each.left().isPositive())
                    .allMatch(each -> each.left().compareTo(Turn.SOON) <= 0);
            assertThat(other.turns().begin("other", LONG).isBegun()).isTrue();
        }
    }

    @Test
    default void theNextBeginsAfterThePause() {
        try (Store one = open();
                Store other = open()) {
            Turn turn = one.turns().begin("host", LONG);
            one.turns().end("host", turn, LONG);
            assertThat(other.turns().begin("host", LONG).left())
                    .isBetween(LONG.minusMinutes(5), LONG);
            Turn domain = one.turns().begin("domain", LONG);
            one.turns().end("domain", domain, Duration.ZERO);
            assertThat(other.turns().begin("domain", LONG).isBegun()).isTrue();
        }
    }

    @Test
    default void aTurnOfAProcessThatDiedEndsByItself() {
        try (Store one = open();
                Store other = open()) {
            Turn late = one.turns().begin("host", Duration.ZERO);
            Turn next = other.turns().begin("host", LONG);
            assertThat(next.isBegun()).isTrue();
            one.turns().end("host", late, Duration.ZERO);
            assertThat(one.turns().begin("host", LONG).isBegun()).as("it is theirs").isFalse();
        }
    }
}
