package org.domainstats.sourcecheck;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;

import org.domainstats.sourcecheck.ResultsFile.Results;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The results of the last check as metrics: how many domains of each registry came out how. */
final class SourceCheckMetrics {

    private static final String PREFIX = "domain.stats.source.check.";

    private final MultiGauge domains;
    private volatile Instant at = Instant.EPOCH;

    SourceCheckMetrics(MeterRegistry meters) {
        domains =
                MultiGauge.builder(PREFIX + "domains")
                        .description("domains of the last weekly check of RDAP against WHOIS")
                        .register(meters);
        TimeGauge.builder(PREFIX + "time", () -> at.getEpochSecond(), TimeUnit.SECONDS)
                .description("when the last weekly check ended; 0 if there was none")
                .register(meters);
    }

    void show(Results results) {
        at = results.at();
        List<Row<?>> rows = new ArrayList<>();
        for (RegistryResult each : results.registries()) {
            rows.add(row(each.tld(), "agreed", each.agreed()));
            rows.add(row(each.tld(), "disagreed", each.disagreed()));
            rows.add(row(each.tld(), "not-compared", each.notCompared()));
        }
        domains.register(rows, true);
    }

    private static Row<?> row(String tld, String result, int count) {
        return Row.of(Tags.of("registry", tld, "result", result), count);
    }
}
