package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.base.CircuitBreaker.Policy;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.random.RandomGenerator;

final class CircuitBreakerTest {

    private static final RandomGenerator NO_JITTER = () -> 0L;

    private long now;
    private final CircuitBreaker breaker =
            new CircuitBreaker(
                    new Policy(3, Duration.ofSeconds(1), Duration.ofSeconds(4)),
                    () -> now,
                    NO_JITTER);

    @Test
    void someFailuresInARowOpenIt() {
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.failed()).isFalse();
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.failed()).isTrue();
        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.tryAcquire()).isFalse();
    }

    @Test
    void successBetweenFailuresKeepsItClosed() {
        breaker.failed();
        breaker.failed();
        breaker.succeeded();
        breaker.failed();
        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void oneProbePassesAfterEachPause() {
        open();
        pass(Duration.ofSeconds(1));
        assertThat(breaker.tryAcquire()).isTrue();
        assertThat(breaker.tryAcquire()).isFalse();
    }

    @Test
    void pausesDoubleUpToTheLimit() {
        open();
        for (int seconds : new int[] {1, 2, 4, 4}) {
            pass(Duration.ofSeconds(seconds).minusNanos(1));
            assertThat(breaker.tryAcquire()).isFalse();
            pass(Duration.ofNanos(1));
            assertThat(breaker.tryAcquire()).isTrue();
            assertThat(breaker.failed()).isFalse();
        }
    }

    @Test
    void requestsThatWereUnderWayAsItOpenedDoNotLengthenThePause() {
        open();
        for (int i = 0; i < 100; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        pass(Duration.ofSeconds(1));
        assertThat(breaker.tryAcquire()).isTrue();
    }

    @Test
    void successClosesIt() {
        open();
        pass(Duration.ofSeconds(1));
        breaker.tryAcquire();
        breaker.succeeded();
        assertThat(breaker.isOpen()).isFalse();
        assertThat(breaker.tryAcquire()).isTrue();
    }

    private void open() {
        breaker.failed();
        breaker.failed();
        breaker.failed();
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }
}
