package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

    @Test
    void tasksThatNeverEndAreBrokenOffSideBySide() {
        CountDownLatch never = new CountDownLatch(1);
        List<ScheduledTasks> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            ScheduledTasks tasks = new ScheduledTasks("test-tasks");
            tasks.after(Duration.ZERO, "hang", () -> awaitWhateverComes(never));
            all.add(tasks);
        }
        // One after the other they would take a minute.
        assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> Stoppable.closeAll(all, Deadline.in(Duration.ofMillis(50))));
        never.countDown();
    }

    private static void awaitWhateverComes(CountDownLatch end) {
        while (end.getCount() > 0) {
            try {
                end.await();
            } catch (InterruptedException e) {
                // As a look-up of an address in Java does, which nothing interrupts.
            }
        }
    }
}
