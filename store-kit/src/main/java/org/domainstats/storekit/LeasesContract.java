package org.domainstats.storekit;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.Leases.Lease;
import org.domainstats.store.Store;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

/** Of the processes that share a store, one has a lease at a time. */
public interface LeasesContract extends StoreContract {

    Duration LONG = Duration.ofMinutes(10);

    @Test
    default void oneOfManyHasTheLease() {
        try (Store one = open();
                Store other = open()) {
            List<Lease> leases =
                    ConcurrentCallers.together(
                            16, i -> (i % 2 == 0 ? one : other).leases().begin("host", LONG));
            assertThat(leases.stream().filter(Lease::isBegun)).hasSize(1);
            assertThat(leases.stream().filter(each -> !each.isBegun()))
                    .allMatch(each -> each.left().isPositive())
                    .allMatch(each -> each.left().compareTo(Lease.SOON) <= 0);
            assertThat(other.leases().begin("other", LONG).isBegun()).isTrue();
        }
    }

    @Test
    default void theNextBeginsAfterThePause() {
        try (Store one = open();
                Store other = open()) {
            Lease lease = one.leases().begin("host", LONG);
            one.leases().end("host", lease, LONG);
            assertThat(other.leases().begin("host", LONG).left())
                    .isBetween(LONG.minusMinutes(5), LONG);
            Lease domain = one.leases().begin("domain", LONG);
            one.leases().end("domain", domain, Duration.ZERO);
            assertThat(other.leases().begin("domain", LONG).isBegun()).isTrue();
        }
    }

    @Test
    default void aLeaseOfAProcessThatDiedEndsByItself() {
        try (Store one = open();
                Store other = open()) {
            Lease late = one.leases().begin("host", Duration.ZERO);
            Lease next = other.leases().begin("host", LONG);
            assertThat(next.isBegun()).isTrue();
            one.leases().end("host", late, Duration.ZERO);
            assertThat(one.leases().begin("host", LONG).isBegun()).as("it is theirs").isFalse();
        }
    }
}
