package org.domainstats.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.Deadline;
import org.domainstats.registrations.BestEffort;
import org.domainstats.registrations.CallPermits;
import org.domainstats.registrations.QueryClient;
import org.domainstats.registrations.RegistrationRequest.Urgency;
import org.domainstats.registrations.SingleFlight;
import org.domainstats.registrations.SingleFlight.Call;
import org.domainstats.registrations.StoreOperation;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

class SingleFlightTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger run = new AtomicInteger();
    private final BestEffort bestEffort = new BestEffort();
    private final SingleFlight<String> calls = new SingleFlight<>(bestEffort, StoreOperation.OTHER);
    private final CallPermits permits = new CallPermits(2);

    @Test
    void manyWhoAskForOneKeyShareOneCall() {
        List<Call> joined = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            joined.add(join("a", this::runWhenOpen).orElseThrow());
        }
        release.countDown();

        assertThat(joined).allMatch(call -> call.await(Deadline.in(LONG)));
        assertThat(run).hasValue(1);
    }

    @Test
    void noCallIsStartedWithoutAPermit() {
        Call first = join("a", this::runWhenOpen).orElseThrow();

        assertThat(join("b", this::runWhenOpen)).isEmpty();
        release.countDown();
        assertThat(first.await(Deadline.in(LONG))).isTrue();
        EngineFixture.awaitUntil(() -> join("b", this::runWhenOpen).isPresent());
    }

    @Test
    void nobodyWaitsPastTheDeadline() {
        Call slow = join("a", this::runWhenOpen).orElseThrow();
        assertThat(slow.await(new Deadline(System.nanoTime() - 1))).isFalse();
        release.countDown();
    }

    @Test
    void failureEndsTheCallAndIsCounted() {
        Call failing =
                join(
                                "a",
                                () -> {
                                    throw new IllegalArgumentException("lost");
                                })
                        .orElseThrow();

        assertThat(failing.await(Deadline.in(LONG))).isTrue();
        assertThat(bestEffort.failures()).isEqualTo(1);
        assertThat(calls.size()).isZero();
    }

    private Optional<Call> join(String key, Runnable work) {
        return calls.join(
                key, () -> permits.tryAcquire(Urgency.FRESH, new QueryClient("client")), work);
    }

    private void runWhenOpen() {
        try {
            release.await();
            run.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
