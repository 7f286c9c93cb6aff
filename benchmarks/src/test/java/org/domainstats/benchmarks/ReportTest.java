package org.domainstats.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

final class ReportTest {

    private final Report report = new Report(Map.of("cores", "2"));

    @Test
    void showsFigureRatioAndPromiseInOneLine() {
        report.add(
                Measurement.of("cached", Figure.perSecond(50_000))
                        .with(Duration.ofMillis(5))
                        .against("nginx", 40_000)
                        .promised(Promise.atLeast(1.25, 0.8, "0.80 of nginx")));

        assertThat(report.markdown())
                .contains("| cached | 50,000/s | 5.00 ms | 1.25 of nginx | 0.80 of nginx | yes |")
                .contains("- cores: 2");
        assertThat(report.breaksPromise()).isFalse();
    }

    @Test
    void tellsThatAPromiseWasNotKept() {
        report.add(
                Measurement.of("start", new Figure(1_200, "ms"))
                        .promised(Promise.atMost(1_200, 1_000, "1 s")));

        assertThat(report.markdown()).contains("| start | 1,200 ms |  |  | 1 s | **no** |");
        assertThat(report.breaksPromise()).isTrue();
    }

    @Test
    void writesTheSameForPrograms(@TempDir Path folder) throws IOException {
        report.add(Measurement.of("batch", Figure.perSecond(2)).against("before", 4));
        report.note("quiet");
        report.write(folder);

        assertThat(Files.readString(folder.resolve("table.json")))
                .contains("\"ratio\" : 0.5", "\"baseline\" : \"before\"", "\"quiet\"");
    }
}
