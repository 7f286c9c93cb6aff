package org.domainstats.processkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

final class ThreadTimesTest {

    /** Names in Linux end after fifteen characters. */
    private static final String NAME = "works (a) lot 1";

    private volatile boolean done;

    @Test
    void theTimeOfThreadsWithANameIsCounted() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "threads are counted on Linux");
        Thread works = Thread.ofPlatform().daemon().name(NAME).start(this::work);
        try {
            Await.until("some of its time is counted", () -> used(NAME).isPositive());
            assertThat(used("another name")).isZero();
        } finally {
            done = true;
            works.join();
        }
    }

    private void work() {
        while (!done) {
            Thread.onSpinWait();
        }
    }

    private static Duration used(String name) {
        try {
            return ThreadTimes.of(ProcessHandle.current().pid(), Set.of(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
