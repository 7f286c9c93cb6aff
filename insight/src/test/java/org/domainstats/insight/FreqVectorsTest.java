package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.assertj.core.api.SoftAssertions;
import org.domainstats.model.FreqScore;
import org.domainstats.processkit.SampleFolder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Scores by the original program with the author's table of 2018, to the last decimal. */
class FreqVectorsTest {

    private static final String IGNORED_BY_DEFAULT = "\n\t~`!@#$%^&*()_+-";

    private static FreqFile file;
    private static List<String[]> vectors;

    @BeforeAll
    static void readSamples() throws IOException {
        Path folder = SampleFolder.path().resolve("freq");
        assumeTrue(Files.isDirectory(folder), () -> "no samples at " + folder);
        try (InputStream in = Files.newInputStream(folder.resolve("freqtable2018.freq"))) {
            file = FreqReader.read(in, "freqtable2018.freq");
        }
        try (var lines = Files.lines(folder.resolve("freq_vectors.tsv"), StandardCharsets.UTF_8)) {
            vectors =
                    lines.filter(line -> !line.startsWith("#") && !line.isBlank())
                            .map(line -> line.split("\t", -1))
                            .toList();
        }
        assertThat(vectors).hasSizeGreaterThan(50);
    }

    @Test
    void asTheTableSays() {
        expect(file, 1);
    }

    @Test
    void byTheDefaultsOfItsCommand() {
        expect(new FreqFile(true, IGNORED_BY_DEFAULT, file.counts()), 3);
    }

    @Test
    void withCaseAndWithoutIgnoredCharacters() {
        expect(new FreqFile(false, "", file.counts()), 5);
    }

    private static void expect(FreqFile settings, int column) {
        FreqTable table = new FreqTable(settings);
        SoftAssertions.assertSoftly(
                softly -> {
                    for (String[] vector : vectors) {
                        softly.assertThat(table.score(vector[0]))
                                .as(vector[0])
                                .isEqualTo(
                                        new FreqScore(
                                                Double.parseDouble(vector[column]),
                                                Double.parseDouble(vector[column + 1])));
                    }
                });
    }
}
