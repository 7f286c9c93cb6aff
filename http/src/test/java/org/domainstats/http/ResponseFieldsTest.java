package org.domainstats.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpHeaders;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;

class ResponseFieldsTest {

    private Instant time = Instant.parse("2026-11-24T10:00:00.900Z");
    private long nanos = Long.MAX_VALUE - 10;
    private final ResponseFields fields = new ResponseFields(() -> time, () -> nanos);

    private void pass(Duration duration) {
        time = time.plus(duration);
        nanos += duration.toNanos();
    }

    private String date() {
        return fields.json(7).get(HttpHeaders.DATE);
    }

    @Test
    void dateIsAtMostTheResolutionLate() {
        assertThat(date()).isEqualTo("Tue, 24 Nov 2026 10:00:00 GMT");
        pass(Duration.ofMillis(90));
        assertThat(date()).isEqualTo("Tue, 24 Nov 2026 10:00:00 GMT");
        pass(Duration.ofMillis(50));
        assertThat(date()).isEqualTo("Tue, 24 Nov 2026 10:00:01 GMT");
        assertThat(fields.json(8).get(HttpHeaders.CONTENT_LENGTH)).isEqualTo("8");
    }
}
