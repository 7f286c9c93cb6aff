package org.domainstats.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A stream may be slow for an hour, and still for a minute. */
class StallTimeoutTest {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final AtomicLong now = new AtomicLong(-7);
    private final Stream stream = new Stream();

    @Test
    void streamOnWhichNothingMovesIsClosedAfterAMinute() {
        try (StallTimeout guard = new StallTimeout(stream, now::get)) {
            now.addAndGet(59 * SECOND);
            assertThat(guard.look()).isEqualTo(SECOND);
            assertThat(stream.closed).isFalse();
            guard.moved();
            now.addAndGet(59 * SECOND);
            assertThat(guard.look()).isEqualTo(SECOND);
            assertThat(stream.closed).isFalse();
            now.addAndGet(SECOND);
            assertThat(guard.look()).isZero();
            assertThat(stream.closed).isTrue();
        }
    }

    @Test
    void streamThatMovesForEverIsClosedAfterAnHour() {
        try (StallTimeout guard = new StallTimeout(stream, now::get)) {
            for (int second = 0; second < 3_599; second++) {
                now.addAndGet(SECOND);
                guard.moved();
            }
            assertThat(guard.look()).isEqualTo(SECOND);
            assertThat(stream.closed).isFalse();
            now.addAndGet(SECOND);
            guard.moved();
            assertThat(guard.look()).isZero();
            assertThat(stream.closed).isTrue();
        }
    }

    @Test
    void streamThatWasReadInTimeIsLeftAlone() {
        new StallTimeout(stream, now::get).close();
        now.addAndGet(Duration.ofDays(1).toNanos());
        assertThat(stream.closed).isFalse();
    }

    private static final class Stream extends ByteArrayInputStream {

        private volatile boolean closed;

        Stream() {
            super(new byte[0]);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
