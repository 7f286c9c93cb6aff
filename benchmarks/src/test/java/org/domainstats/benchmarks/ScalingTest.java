package org.domainstats.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Map;

final class ScalingTest {

    @Test
    void comparesSizesThatAreAHundredApart() {
        Report report = new Report(Map.of());
        Scaling growth = new Scaling("rows");
        growth.add("known", 10_000, 2_000);
        growth.add("known", 100_000, 2_500);
        growth.add("known", 1_000_000, 3_200);
        growth.report(report, 1.5);

        assertThat(report.markdown())
                .contains("known, 1,000,000 rows | 3.20 µs |  | 1.60 of that at 10,000 |")
                .doesNotContain("at 100,000 |");
        assertThat(report.breaksPromise()).isTrue();
    }

    @Test
    void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
        assertThat(Medians.of(9, 1, 4, 2)).isEqualTo(3);
        assertThat(Medians.of(9, 1, 4)).isEqualTo(4);
    }
}
