package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

final class ScheduledTasksTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofDays(1);

    @Test
    void failureKeepsTheScheduleAndIsCounted() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(3);
        try (ScheduledTasks tasks = new ScheduledTasks("test-tasks")) {
            tasks.every(
                    SOON,
                    "fail",
                    () -> {
                        runs.countDown();
                        throw new IOException("no space left");
                    });
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
            assertThat(tasks.failures()).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void taskDecidesWhenItIsDueAgain() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(2);
        AtomicInteger count = new AtomicInteger();
        try (ScheduledTasks tasks = new ScheduledTasks("test-tasks")) {
            tasks.repeat(
                    SOON,
                    "count",
                    () -> {
                        runs.countDown();
                        return count.incrementAndGet() == 1 ? SOON : NEVER;
                    },
                    NEVER);
            assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(count).hasValue(2);
    }

    @Test
    void closedScheduleTakesNoTask() {
        ScheduledTasks tasks = new ScheduledTasks("test-tasks");
        tasks.close();
        AtomicInteger runs = new AtomicInteger();
        tasks.after(Duration.ZERO, "run", runs::incrementAndGet);
        assertThat(runs).hasValue(0);
    }
}
