package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/** The promise of docs/scores.md, on samples of families and ranked names. */
class RandomnessSamplesTest {

    /** Made of words, whose letters no score of letters can tell from names. */
    private static final Set<String> OF_WORDS = Set.of("suppobox", "fosniw");

    /** Every so many ranked name is enough to see whether the promise is kept. */
    private static final int STEP = 15;

    /** Harder than one alone, in a quarter of the trainings. */
    private static final int LEFT_OUT_TOGETHER = 4;

    @Test
    void familiesUnseenInTrainingAreToldFromRankedNames() throws IOException {
        Path families = SampleFolder.path().resolve("dga");
        Path ranks = SampleFolder.path().resolve("ranks/tranco_top100k_2026-08.csv");
        assumeTrue(
                Files.exists(families) && Files.exists(ranks),
                "no samples of families in " + families);

        List<RandomnessEvaluation.Row> rows =
                RandomnessEvaluation.of(
                                families, some(ranks), new Hostnames(PublicSuffixList.carried()))
                        .rows(LEFT_OUT_TOGETHER);

        assertThat(mean(rows, RandomnessEvaluation.Row::unseen)).as("%s", rows).isGreaterThan(0.95);
        assertThat(mean(rows, RandomnessEvaluation.Row::carried))
                .as("%s", rows)
                .isGreaterThan(0.955);
        assertThat(mean(rows, RandomnessEvaluation.Row::freq))
                .isLessThan(mean(rows, RandomnessEvaluation.Row::carried));
    }

    private static List<String> some(Path ranks) throws IOException {
        List<String> lines = Files.readAllLines(ranks);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += STEP) {
            names.add(lines.get(i).substring(lines.get(i).indexOf(',') + 1));
        }
        return names;
    }

    private static double mean(
            List<RandomnessEvaluation.Row> rows, ToDoubleFunction<RandomnessEvaluation.Row> area) {
        return rows.stream()
                .filter(row -> !OF_WORDS.contains(row.family()))
                .mapToDouble(area)
                .average()
                .orElseThrow();
    }
}
