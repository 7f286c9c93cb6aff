package org.domainstats.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.registrationdata.ParsedReply.Health;
import org.junit.jupiter.api.Test;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

class HostReportsTest {

    private static final Instant NOW = Instant.parse("2026-11-26T10:00:00Z");

    private final HostReports reports = new HostReports(Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void lastErrorStaysWhenTheHostAnswersAgain() {
        reports.ended("rdap.example", Health.FAILING, "no reply within 8 s");
        reports.ended("rdap.example", Health.OK, "found");
        assertThat(reports.hosts())
                .containsExactly(new HostReport("rdap.example", 2, 1, "no reply within 8 s", NOW));
    }

    @Test
    void hostsTldsAndErrorsAreBounded() {
        for (int i = 0; i < 2_000; i++) {
            reports.ended("host" + i + ".example", Health.FAILING, "x".repeat(10_000));
            reports.missing("tld" + i);
        }
        assertThat(reports.hosts()).hasSize(512);
        assertThat(reports.missing()).hasSize(512);
        assertThat(reports.hosts().getLast().host()).isEqualTo("host1999.example");
        assertThat(reports.hosts().getLast().lastError()).hasSizeLessThan(300);
    }

    @Test
    void tldsWithoutASourceAreCounted() {
        reports.missing("example");
        reports.missing("example");
        assertThat(reports.missing()).containsExactly(new MissingSource("example", 2, NOW));
    }
}
