package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.FreqScore;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;

class FreqTableTest {

    private static final FreqScore NOTHING = new FreqScore(0, 0);

    private final PairCounts counts = new PairCounts();

    @Test
    void averageIsTheMeanOfProbabilitiesAndTotalPoolsTheCounts() {
        counts.add('a', 'b', 1);
        counts.add('a', 'x', 3);
        counts.add('b', 'c', 3);
        counts.add('b', 'x', 3);

        // ab: 1 of 4, bc: 3 of 6.
        assertThat(score(false, "", "abc")).isEqualTo(new FreqScore(37.5, 40));
    }

    @Test
    void pairThatNeverOccurredCountsAsZero() {
        counts.add('a', 'b', 1);
        counts.add('b', 'a', 1);

        assertThat(score(false, "", "aba!")).isEqualTo(new FreqScore(66.6667, 66.6667));
    }

    @Test
    void pairAfterAnUnknownCharacterWeighsOnTheAverageAlone() {
        counts.add('a', 'b', 1);

        assertThat(score(false, "", "ab?b")).isEqualTo(new FreqScore(33.3333, 100));
    }

    @Test
    void pairIsSkippedOnlyIfBothItsCharactersAreIgnored() {
        counts.add('a', '-', 1);
        counts.add('a', 'b', 1);
        counts.add('-', 'b', 1);

        assertThat(score(false, "-", "--")).isEqualTo(NOTHING);
        // a-: 1 of 2 less the 1 that is ignored; -b: 1 of 1.
        assertThat(score(false, "-", "a-b")).isEqualTo(new FreqScore(100, 66.6667));
    }

    @Test
    void ignoredFollowersLeaveTheDenominatorOfTheAverageOnly() {
        counts.add('a', '-', 6);
        counts.add('a', 'b', 1);
        counts.add('a', 'c', 1);

        assertThat(score(false, "-", "ab")).isEqualTo(new FreqScore(50, 12.5));
    }

    @Test
    void characterWithNothingButIgnoredFollowersScoresZeroOnAverage() {
        counts.add('a', '-', 6);

        assertThat(score(false, "-", "a-")).isEqualTo(new FreqScore(0, 100));
    }

    @Test
    void foldingAddsUpBothCasesOfBothCharacters() {
        counts.add('a', 'b', 1);
        counts.add('A', 'b', 1);
        counts.add('a', 'B', 1);
        counts.add('A', 'x', 1);

        assertThat(score(true, "", "ab")).isEqualTo(new FreqScore(75, 75));
        assertThat(score(true, "", "AB")).isEqualTo(new FreqScore(75, 75));
        assertThat(score(false, "", "ab")).isEqualTo(new FreqScore(50, 50));
        assertThat(score(false, "", "AB")).isEqualTo(NOTHING);
    }

    @Test
    void foldingKnowsLettersBeyondAscii() {
        counts.add('l', 'Å', 1);

        assertThat(score(true, "", "lå")).isEqualTo(new FreqScore(100, 100));
    }

    @Test
    void repeatedPairCountsEachTime() {
        counts.add('a', 'b', 1);
        counts.add('b', 'a', 1);
        counts.add('b', 'c', 1);

        assertThat(score(false, "", "abab")).isEqualTo(new FreqScore(83.3333, 75));
    }

    @Test
    void noPairSpansALineFeed() {
        counts.add('a', 'b', 1);
        counts.add('a', 'x', 1);
        counts.add('b', 'x', 9);

        assertThat(score(false, "", "a\nb")).isEqualTo(NOTHING);
        // Both runs over the text start anew behind the line feed: bx, ab and ab.
        assertThat(score(false, "", "bx\nab")).isEqualTo(new FreqScore(66.6667, 84.6154));
    }

    @Test
    void textWithoutAPairScoresZero() {
        counts.add('a', 'b', 1);

        assertThat(score(true, "", "")).isEqualTo(NOTHING);
        assertThat(score(true, "", "a")).isEqualTo(NOTHING);
    }

    @Test
    void charactersBeyondLatin1AreUnknown() {
        counts.add('a', '食', 1);
        counts.add('食', 'a', 1);
        counts.add('a', 'b', 1);

        assertThat(score(true, "食", "ab")).isEqualTo(new FreqScore(50, 50));
        assertThat(score(true, "食", "食狮")).isEqualTo(NOTHING);
    }

    @Test
    void roundingIsHalfEvenOnTheExactBinaryValue() {
        assertThat(FreqTable.rounded(0.00005)).isEqualTo(0.0001);
        assertThat(FreqTable.rounded(2.00015)).isEqualTo(2.0002);
        assertThat(FreqTable.rounded(0.03125)).isEqualTo(0.0312);
        assertThat(FreqTable.rounded(0.09375)).isEqualTo(0.0938);
        Random random = new Random(5);
        for (int i = 0; i < 100_000; i++) {
            double value =
                    i % 2 == 0 ? random.nextDouble() * 100 : random.nextInt(2_000_000) / 20_000.0;
            assertThat(FreqTable.rounded(value))
                    .isEqualTo(
                            new BigDecimal(value)
                                    .setScale(4, RoundingMode.HALF_EVEN)
                                    .doubleValue());
        }
    }

    private FreqScore score(boolean foldsCase, String ignored, String text) {
        return new FreqTable(new FreqFile(foldsCase, ignored, counts)).score(text);
    }
}
