package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class RandomnessTest {

    private static final Hostnames HOSTNAMES = new Hostnames(PublicSuffixList.carried());
    private static final RandomnessScores SCORES = RandomnessScores.carried();

    @TempDir private Path folder;

    /** Who changes starter list, generators or features runs RandomnessScores.main. */
    @Test
    void carriedModelIsTheOneThatTrainingMakes() throws IOException {
        ByteArrayOutputStream trained = new ByteArrayOutputStream();
        RandomnessTraining.carried().write(trained);
        Path file = Files.write(folder.resolve("model"), trained.toByteArray());

        RandomnessScores again = RandomnessScores.of(file);

        for (String label : List.of("google", "xkqzjvwq", "kq3v9z7xj1", "a", "walletstonebridge")) {
            assertThat(again.score(label)).isEqualTo(SCORES.score(label));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "xkqzjvwqpt.com",
                "kq3v9z7xj1.com",
                "4f3a9c1d7be2.net",
                "www.xkqzjvwqpt.github.io",
                "qvgrmsdypfkwbtjx.co.uk"
            })
    void whatProgramsMakeUpScoresHigh(String name) {
        assertThat(of(name)).isGreaterThan(0.9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "google.com",
                "wikipedia.org",
                "walletstonebridge.com",
                "xkqzjvwqpt.example.com",
                "stackoverflow.com",
                "xn--mnchen-3ya.de"
            })
    void whatPeopleChooseScoresLow(String name) {
        assertThat(of(name)).isLessThan(0.5);
    }

    @Test
    void labelInAnotherScriptHasNoScore() {
        assertThat(SCORES.of(name("xn--e1afmkfd.com")).randomness()).isNull();
        assertThat(SCORES.of(name("xn--fsqu00a.com")).randomness()).isNull();
    }

    @Test
    void everyLabelThatCanBeHasAScoreBetweenZeroAndOne() {
        for (String label : List.of("a", "-", "_", "0", "a".repeat(63), "0".repeat(63), "a-_-9")) {
            assertThat(SCORES.score(label)).isBetween(0.0, 1.0);
        }
    }

    @Test
    void whatIsNoModelIsRefusedWithTheWayOut() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "hello");
        assertThatThrownBy(() -> RandomnessScores.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("admin train-score");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        RandomnessTraining.carried().write(bytes);
        byte[] half = java.util.Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);
        Path cut = Files.write(folder.resolve("cut"), half);
        assertThatThrownBy(() -> RandomnessScores.of(cut))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tooFewNamesAreNotTrainedOn() {
        assertThatThrownBy(() -> RandomnessTraining.train(List.of(new DomainName("google.com"))))
                .hasMessageContaining("at least 1000 different names");
    }

    @Test
    void areaIsTheShareOfPairsInOrder() {
        assertThat(RocArea.of(new double[] {3, 2}, new double[] {1, 0})).isEqualTo(1);
        assertThat(RocArea.of(new double[] {1}, new double[] {1})).isEqualTo(0.5);
        assertThat(RocArea.of(new double[] {0, 2}, new double[] {1, 1, 3}))
                .isCloseTo(2.0 / 6, within(1e-9));
    }

    private static @Nullable Double of(String name) {
        return SCORES.of(name(name)).randomness();
    }

    private static PublicName name(String name) {
        return (PublicName) HOSTNAMES.reduce(name);
    }
}
