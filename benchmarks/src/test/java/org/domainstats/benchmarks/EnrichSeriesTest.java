package org.domainstats.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

final class EnrichSeriesTest {

    private static final String LOG = "{\"query\":\"a.example\"}\n{\"b\":{}}\n";

    @TempDir private Path folder;

    private long rows(String enriched) throws IOException {
        return EnrichSeries.rows(
                Files.writeString(folder.resolve("log"), LOG),
                Files.writeString(folder.resolve("out"), enriched));
    }

    @Test
    void countsRowsThatCameOutAsTheyWere() throws IOException {
        assertThat(rows("{\"query\":\"a.example\",\"domain_stats\":{\"rank\":1}}\n{\"b\":{}}\n"))
                .isEqualTo(2);
    }

    @Test
    void refusesRowsThatAreMissingOrChangedOrHaveNoFacts() {
        assertThatThrownBy(() -> rows("{\"query\":\"a.example\",\"domain_stats\":{}}\n"))
                .hasMessageContaining("row 2");
        assertThatThrownBy(() -> rows("{\"query\":\"b.example\"}\n{\"b\":{}}\n"))
                .hasMessageContaining("row 1");
        assertThatThrownBy(() -> rows(LOG)).hasMessageContaining("0 of 2");
    }
}
