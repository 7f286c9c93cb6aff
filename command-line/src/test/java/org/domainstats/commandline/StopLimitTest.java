package org.domainstats.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

class StopLimitTest {

    private final ByteArrayOutputStream report = new ByteArrayOutputStream();
    private final CountDownLatch ended = new CountDownLatch(1);

    @Test
    void aCloseThatHangsIsBrokenOffAndSaysWhereItWas() {
        limit(Duration.ofMillis(10)).close(() -> hang(ended));

        assertThat(report.toString(StandardCharsets.UTF_8))
                .contains("broken off", "what was recorded is safe", "StopLimitTest.hang");
    }

    @Test
    void aCloseInTimeIsLeftAlone() {
        limit(Duration.ofHours(1)).close(() -> {});

        assertThat(ended.getCount()).isOne();
        assertThat(report.size()).isZero();
    }

    private StopLimit limit(Duration longest) {
        return new StopLimit(
                longest, new PrintStream(report, true, StandardCharsets.UTF_8), ended::countDown);
    }

    private static void hang(CountDownLatch until) {
        try {
            assertThat(until.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
