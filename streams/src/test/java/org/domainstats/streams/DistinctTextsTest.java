package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DistinctTextsTest {

    private final DistinctTexts texts = new DistinctTexts();

    @Test
    void differentTextsAreCountedOnce() {
        addTwice(0, 50_000);
        assertThat(texts.count()).isEqualTo(50_000);
        assertThat(texts.shown()).isEqualTo("50,000");
    }

    @Test
    void countsExactlyAsLongAsItSaysSo() {
        addTwice(0, DistinctTexts.EXACT);
        assertThat(texts.count()).isEqualTo(DistinctTexts.EXACT);
        assertThat(texts.shown()).isEqualTo("65,536");
        texts.add("one more");
        assertThat(texts.shown()).startsWith("about ");
    }

    /**
     * Four times the error that is expected: the texts are always the same, so this holds always.
     */
    @Test
    void millionsAreCountedAboutRight() {
        addTwice(0, 300_000);
        assertThat(texts.count()).isCloseTo(300_000, within(10_000L));
        addTwice(300_000, 3_000_000);
        assertThat(texts.count()).isCloseTo(3_000_000, within(100_000L));
        assertThat(texts.shown()).matches("about [\\d,]+");
    }

    private void addTwice(int from, int to) {
        for (int i = from; i < to; i++) {
            texts.add("n" + i + ".example" + i + ".com");
            texts.add("n" + i + ".example" + i + ".com");
        }
    }
}
