package org.domainstats.sourcecheck;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.domainstats.model.DomainName;
import org.domainstats.registrykit.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

class WeeklyCheckTest {

    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");

    private final Registries registries = new Registries();
    private final MeterRegistry meters = new SimpleMeterRegistry();

    @TempDir private Path folder;

    @AfterEach
    void close() {
        registries.close();
    }

    @Test
    void countsByRegistryAreMetricsAndOutliveTheProcess() throws Exception {
        registries
                .registry("com")
                .onRdap("a.com", Behaviour.registered("2001-02-03T04:05:06Z"))
                .onWhois("a.com", Behaviour.registered("2011-02-03T04:05:06Z"));
        registries.registry("org").on("a.org", Behaviour.registered("2001-02-03T04:05:06Z"));
        try (WeeklyCheck check = weekly(meters, NOW)) {
            assertThat(check.run()).isEqualTo(Duration.ofDays(7));
        }
        assertCounts(meters);

        MeterRegistry later = new SimpleMeterRegistry();
        try (WeeklyCheck check = weekly(later, NOW.plus(Duration.ofDays(2)))) {
            assertThat(check.showLast()).isEqualTo(Duration.ofDays(5));
        }
        assertCounts(later);
    }

    private static void assertCounts(MeterRegistry meters) {
        assertThat(count(meters, "com", "disagreed")).isEqualTo(1);
        assertThat(count(meters, "com", "agreed")).isZero();
        assertThat(count(meters, "org", "agreed")).isEqualTo(1);
        assertThat(meters.get("domain.stats.source.check.time").timeGauge().value())
                .isEqualTo((double) NOW.getEpochSecond());
    }

    private static double count(MeterRegistry meters, String registry, String result) {
        return meters.get("domain.stats.source.check.domains")
                .tags("registry", registry, "result", result)
                .gauge()
                .value();
    }

    @Test
    void theFirstOneAndAnOverdueOneComeAnHourAfterTheStart() throws Exception {
        try (WeeklyCheck first = weekly(meters, NOW)) {
            assertThat(first.showLast()).isEqualTo(Duration.ofHours(1));
            first.run();
        }
        try (WeeklyCheck overdue =
                weekly(new SimpleMeterRegistry(), NOW.plus(Duration.ofDays(9)))) {
            assertThat(overdue.showLast()).isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void aDamagedFileIsNoResult() throws Exception {
        Files.writeString(folder.resolve(ResultsFile.NAME), "2026-11-24T12:00:00Z\ncom\t1\n");

        try (WeeklyCheck check = weekly(meters, NOW)) {
            assertThat(check.showLast()).isEqualTo(Duration.ofHours(1));
        }
    }

    private WeeklyCheck weekly(MeterRegistry meters, Instant now) {
        List<SampledDomain> sample =
                List.of(
                        new SampledDomain(new DomainName("a.com"), null),
                        new SampledDomain(new DomainName("a.org"), null));
        return new WeeklyCheck(registries.check(folder), () -> sample, folder, meters, () -> now);
    }
}
