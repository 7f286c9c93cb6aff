package org.domainstats.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

class ReadinessTest {

    private final Thread client = Thread.currentThread();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private boolean checked;

    /** The event loop asks, and must not wait for a disk. */
    @Test
    void whileACheckHangsTheResultOfTheLastOneIsTold() throws Exception {
        try (Readiness readiness = new Readiness(this::check, Duration.ofMillis(1))) {
            hanging.await();

            assertThat(readiness.problem()).hasValue("the first check's");
            released.countDown();
        }
    }

    private Optional<String> check() {
        if (!checked) {
            checked = true;
            return Optional.of("the first check's");
        }
        if (Thread.currentThread().equals(client)) {
            return Optional.of("made for who asks");
        }
        hanging.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }
}
