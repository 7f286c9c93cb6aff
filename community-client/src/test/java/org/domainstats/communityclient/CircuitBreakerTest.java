package org.domainstats.communityclient;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Random;
import java.util.concurrent.TimeUnit;

class CircuitBreakerTest {

    private long now = -5;
    private final CircuitBreaker breaker = new CircuitBreaker(() -> now, new Random(1));

    @Test
    void fewLostAnswersCloseNothing() {
        assertThat(breaker.unanswered()).isFalse();
        assertThat(breaker.unanswered()).isFalse();
        assertThat(breaker.lets()).isTrue();
        breaker.answered();
        breaker.unanswered();
        breaker.unanswered();
        assertThat(breaker.lets()).isTrue();
    }

    @Test
    void closedItLetsOneThroughAfterAPauseThatGrows() {
        breaker.unanswered();
        breaker.unanswered();
        assertThat(breaker.unanswered()).isTrue();
        assertThat(breaker.lets()).isFalse();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.lets()).isFalse();
        assertThat(breaker.unanswered()).isFalse();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(breaker.lets()).isFalse();
        now += TimeUnit.SECONDS.toNanos(1);
        assertThat(breaker.lets()).isTrue();
        breaker.answered();
        assertThat(breaker.lets()).isTrue();
        assertThat(breaker.isClosed()).isFalse();
    }

    @Test
    void pauseNeverPassesTenSeconds() {
        for (int i = 0; i < 100; i++) {
            breaker.unanswered();
        }
        now += TimeUnit.SECONDS.toNanos(10);
        assertThat(breaker.lets()).isTrue();
    }
}
