package org.domainstats.base;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;
import org.slf4j.event.SubstituteLoggingEvent;
import org.slf4j.helpers.SubstituteLogger;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;

final class LimitedLogTest {

    private final Queue<SubstituteLoggingEvent> written = new ArrayDeque<>();
    private long now;
    private final LimitedLog log =
            new LimitedLog(new SubstituteLogger("test", written, false), () -> now);

    @Test
    void identicalFailuresAreWrittenOnceAMinuteWithTheirNumber() {
        IOException full = new IOException("no space left");
        log.warn("commit", full, "could not write {}", "contacts.db");
        log.warn("commit", full, "could not write {}", "contacts.db");
        log.warn("commit", full, "could not write {}", "contacts.db");
        assertThat(written).hasSize(1);
        now += Duration.ofMinutes(1).toNanos();
        log.warn("commit", full, "could not write {}", "contacts.db");
        assertThat(written).hasSize(2);
        assertThat(written.peek().getMessage()).isEqualTo("could not write {}");
        written.remove();
        assertThat(written.peek().getMessage())
                .isEqualTo("could not write {} (and 2 more in the last minute)");
    }

    @Test
    void failureWithoutStackIsOneLineAndItsCausesAreForDebugging() {
        Exception outage =
                new Exception("no database", new IOException("refused"), false, false) {};
        log.warn("events", outage, "could not {}", "make events");
        assertThat(written)
                .extracting(SubstituteLoggingEvent::getLevel)
                .containsExactly(Level.WARN, Level.DEBUG);
        assertThat(written.peek().getMessage()).isEqualTo("could not {}: {}");
        assertThat(written.peek().getArgumentArray()).containsExactly("make events", "no database");
        assertThat(written.peek().getThrowable()).isNull();
    }

    @Test
    void otherKindsAndOtherExceptionsAreWritten() {
        log.warn("commit", new IOException("no space left"), "could not write");
        log.warn("commit", new IllegalStateException("closed"), "could not write");
        log.error("read", null, "could not read");
        assertThat(written).hasSize(3);
    }
}
