package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class KnownWordsTest {

    private static final KnownWords WORDS =
            KnownWords.of(List.of("red", "house", "houses", "bridge", "go", "counterintelligence"));

    @Test
    void wordsCoverWhatTheyAreInAndNothingTwice() {
        assertThat(of("housebridge")).containsExactly(1, 1, 6.0 / 11, 6.0 / 8);
        assertThat(of("redhouses")).containsExactly(1, 6.0 / 9, 6.0 / 9, 6.0 / 8);
        assertThat(of("xhousex")).containsExactly(5.0 / 7, 5.0 / 7, 5.0 / 7, 5.0 / 8);
    }

    @Test
    void labelsWithoutWordsAreNotCovered() {
        for (String label :
                List.of("xkqzjv", "go", "hou-se", "r3d", "-", "0", "counterintelligence")) {
            assertThat(of(label)).as(label).containsOnly(0);
        }
    }

    @Test
    void whatIsStoredSaysTheSame() {
        KnownWords again = KnownWords.stored(WORDS.stored());

        double[] features = new double[KnownWords.FEATURES];
        again.into("redhouses", features, 0);

        assertThat(features).containsExactly(of("redhouses"));
    }

    @Test
    void noWordsAreFine() {
        double[] features = new double[KnownWords.FEATURES];
        KnownWords.of(List.of()).into("house", features, 0);
        assertThat(features).containsOnly(0);
    }

    private static double[] of(String label) {
        double[] features = new double[KnownWords.FEATURES];
        WORDS.into(label, features, 0);
        return features;
    }
}
