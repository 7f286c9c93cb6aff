package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.domainstats.storekit.TestSites.A;
import static org.domainstats.storekit.TestSites.B;
import static org.domainstats.storekit.TestSites.EARLY;
import static org.domainstats.storekit.TestSites.LATER;

import org.domainstats.store.Store;
import org.domainstats.store.events.Allowances;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.junit.jupiter.api.Test;

import java.time.Instant;

/** What is allowed stays until it is taken back, one allowance for each name and signal. */
public interface AllowancesContract extends StoreContract {

    @Test
    default void whatIsAllowedIsListedUntilItIsTakenBack() {
        Allowance young = new Allowance(B, AllowedSignal.YOUNG, "our new shop — fine", LATER, "me");
        Allowance any = new Allowance(A, AllowedSignal.ANY, "a test", null, "you");
        try (Store store = open()) {
            store.events().allowances().put(young);
            store.events().allowances().put(any);
        }
        try (Store store = open()) {
            Allowances allowances = store.events().allowances();
            assertThat(allowances.list()).containsExactly(any, young);
            assertThat(allowances.remove(A, AllowedSignal.YOUNG)).isFalse();
            assertThat(allowances.remove(A, AllowedSignal.ANY)).isTrue();
            assertThat(allowances.list()).containsExactly(young);
        }
    }

    @Test
    default void theLaterOneOfANameAndASignalStands() {
        Allowance later = new Allowance(A, AllowedSignal.YOUNG, "b", EARLY, "you");
        try (Store store = open()) {
            Allowances allowances = store.events().allowances();
            allowances.put(new Allowance(A, AllowedSignal.YOUNG, "a", null, "me"));
            allowances.put(later);
            assertThat(allowances.list()).containsExactly(later);
        }
    }

    /** Kept to the millisecond, and over a restart: it ends at its instant, not a moment later. */
    @Test
    default void anAllowanceEndsAtItsInstant() {
        Instant end = Instant.parse("2026-11-26T10:00:00.001Z");
        try (Store store = open()) {
            store.events()
                    .allowances()
                    .put(new Allowance(A, AllowedSignal.ANY, "a week", end, "me"));
        }
        try (Store store = open()) {
            Allowance kept = store.events().allowances().list().getFirst();
            assertThat(kept.until()).isEqualTo(end);
            assertThat(kept.covers(A, end.minusMillis(1))).isTrue();
            assertThat(kept.covers(A, end)).isFalse();
        }
    }
}
