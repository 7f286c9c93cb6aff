package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.lookup.SingleFlight.Call;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class SingleFlightTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger flown = new AtomicInteger();

    @Test
    void manyWhoAskForOneKeyShareOneFlight() {
        SingleFlight<String> calls = new SingleFlight<>(10);
        List<Call> joined = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            joined.add(calls.join("a", this::flyWhenOpen).orElseThrow());
        }
        gate.countDown();

        assertThat(joined).allMatch(call -> call.await(LONG));
        assertThat(flown).hasValue(1);
    }

    @Test
    void noSeatIsLeftWhenAllAreTaken() {
        SingleFlight<String> calls = new SingleFlight<>(1);
        Call first = calls.join("a", this::flyWhenOpen).orElseThrow();

        assertThat(calls.join("b", this::flyWhenOpen)).isEmpty();
        gate.countDown();
        assertThat(first.await(LONG)).isTrue();
    }

    @Test
    void patienceCountsFromTheStartOfTheFlight() {
        SingleFlight<String> calls = new SingleFlight<>(1);
        Call slow = calls.join("a", this::flyWhenOpen).orElseThrow();
        assertThat(slow.await(Duration.ofMillis(20))).isFalse();

        long before = System.nanoTime();
        assertThat(slow.await(Duration.ofMillis(20))).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
        gate.countDown();
    }

    @Test
    void failureReachesWhoWaits() {
        SingleFlight<String> calls = new SingleFlight<>(1);
        Call failing = calls.join("a", SingleFlightTest::fail).orElseThrow();

        assertThatThrownBy(() -> failing.await(LONG)).hasRootCauseMessage("lost");
    }

    private static void fail() {
        throw new IllegalArgumentException("lost");
    }

    private void flyWhenOpen() {
        try {
            gate.await();
            flown.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
