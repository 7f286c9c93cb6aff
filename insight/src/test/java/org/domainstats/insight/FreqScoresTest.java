package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import static java.util.Objects.requireNonNull;

import org.domainstats.model.DomainName;
import org.domainstats.model.FreqScore;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class FreqScoresTest {

    /** Below these the original raises its alerts. */
    private static final double LOW_AVERAGE = 5.0;

    private static final double LOW_TOTAL = 4.0;

    private final FreqScores carried = FreqScores.carried();

    @Test
    void scoresTheWholeSiteAndNothingInFrontOfIt() {
        DomainName domain = new DomainName("github.io");
        DomainName site = new DomainName("xkqzjvwq.github.io");
        DomainName host = new DomainName("www.xkqzjvwq.github.io");

        assertThat(carried.of(new PublicName(host, domain, site)))
                .isEqualTo(carried.of(new PublicName(site, domain, site)));
        assertThat(isOdd(site.ascii())).isTrue();
        assertThat(isOdd(domain.ascii())).isFalse();
        assertThat(score(carried, "example.com")).isNotEqualTo(score(carried, "example.org"));
    }

    @Test
    void noneOfTheHundredBestKnownDomainsLooksOdd() {
        assertThat(StarterDomains.inOrder().subList(0, 100)).noneMatch(d -> isOdd(d.ascii()));
        assertThat(Stream.of("bbc.co.uk", "wsj.com", "nytimes.com", "ups.com"))
                .noneMatch(this::isOdd);
    }

    @Test
    void mostRandomNamesLookOdd() {
        Random random = new Random(3);
        List<String> names =
                Stream.generate(() -> random(random, 12 + random.nextInt(8)) + ".net")
                        .limit(1_000)
                        .toList();

        assertThat(names.stream().filter(this::isOdd).count()).isGreaterThan(600);
    }

    @Test
    void carriedTableIsTrainedOnTheStarterList() throws IOException {
        try (InputStream carried = StarterTable.class.getResourceAsStream(StarterTable.RESOURCE)) {
            assertThat(
                            new String(
                                    requireNonNull(carried).readAllBytes(),
                                    StandardCharsets.ISO_8859_1))
                    .as("after a change of the starter list, run StarterTable and commit its file")
                    .isEqualTo(StarterTable.train().text());
        }
    }

    @Test
    void tableCanBeReplacedByAFile(@TempDir Path folder) throws IOException {
        Path file =
                Files.writeString(folder.resolve("mine.freq"), "[true,\"\",[[\"a\",[[\"b\",1]]]]]");

        assertThat(score(FreqScores.of(file), "ab.com")).isEqualTo(new FreqScore(20, 100));
    }

    @Test
    void fileThatIsNoTableIsRefusedByName(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("mine.freq"), "google.com\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> FreqScores.of(file))
                .withMessageContaining("mine.freq is no freq table: expected [");
    }

    @Test
    void anyTextHasAScore() {
        Random random = new Random(17);
        FreqTable table = new FreqTable(StarterTable.train());
        for (int i = 0; i < 100_000; i++) {
            char[] text = new char[random.nextInt(40)];
            int range = i % 2 == 0 ? 128 : 0x10000;
            for (int at = 0; at < text.length; at++) {
                text[at] = (char) random.nextInt(range);
            }
            FreqScore score = table.score(new String(text));
            assertThat(score.average()).isFinite().isNotNegative();
            assertThat(score.total()).isBetween(0.0, 100.0);
        }
    }

    private boolean isOdd(String domain) {
        FreqScore score = score(carried, domain);
        return score == null || score.average() < LOW_AVERAGE || score.total() < LOW_TOTAL;
    }

    private static @Nullable FreqScore score(FreqScores scores, String domain) {
        DomainName name = new DomainName(domain);
        return scores.of(new PublicName(name, name, name)).freq();
    }

    private static String random(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
