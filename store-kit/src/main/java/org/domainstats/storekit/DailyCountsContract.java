package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.DailyCounts;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.LocalDate;

/** A host's count of the day survives a restart, so that a daily limit holds. */
public interface DailyCountsContract extends StoreContract {

    /** The day of the counts. */
    LocalDate DAY = LocalDate.of(2026, 12, 31);

    @Test
    default void addingTellsTheNewCount() {
        try (Store store = open()) {
            DailyCounts counts = store.dailyCounts();
            assertThat(counts.count("whois.example", DAY)).isZero();
            assertThat(counts.add("whois.example", DAY, 1)).isEqualTo(1);
            assertThat(counts.add("whois.example", DAY, 2)).isEqualTo(3);
        }
        try (Store store = open()) {
            assertThat(store.dailyCounts().count("whois.example", DAY)).isEqualTo(3);
        }
    }

    @Test
    default void callersAtOnceAreAllCounted() {
        try (Store one = open();
                Store other = open()) {
            ConcurrentCallers.together(
                    64, i -> (i % 2 == 0 ? one : other).dailyCounts().add("whois.example", DAY, 1));
            assertThat(one.dailyCounts().count("whois.example", DAY)).isEqualTo(64);
        }
    }

    @Test
    default void hostsAndDaysAreCountedApart() {
        try (Store store = open()) {
            DailyCounts counts = store.dailyCounts();
            counts.add("whois.example", DAY, 5);
            assertThat(counts.add("rdap.example", DAY, 1)).isEqualTo(1);
            assertThat(counts.add("whois.example", DAY.plusDays(1), 1)).isEqualTo(1);
        }
    }

    @Test
    default void daysLongPastAreForgotten() {
        try (Store store = open()) {
            DailyCounts counts = store.dailyCounts();
            counts.add("whois.example", DAY, 5);
            counts.add("whois.example", DAY.plusDays(7), 1);
            assertThat(counts.count("whois.example", DAY)).isZero();
        }
    }
}
