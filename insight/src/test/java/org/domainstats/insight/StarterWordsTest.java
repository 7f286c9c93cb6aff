package org.domainstats.insight;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

class StarterWordsTest {

    @Test
    void wordsAreOfLettersAndStandOnceInALanguage() {
        List<List<String>> languages = StarterWords.byLanguage();

        assertThat(languages).hasSizeGreaterThan(15);
        assertThat(languages.getFirst()).contains("academy", "school").hasSizeGreaterThan(1_000);
        for (List<String> words : languages) {
            assertThat(words).doesNotHaveDuplicates().allMatch(word -> word.matches("[a-z]+"));
        }
    }

    @Test
    void namesArePutTogetherFromThem() {
        List<String> names = new ChosenNames(StarterWords.byLanguage(), 1).names(500);

        assertThat(names)
                .doesNotHaveDuplicates()
                .hasSize(500)
                .allMatch(name -> name.matches("[a-z0-9-]+"))
                .isEqualTo(new ChosenNames(StarterWords.byLanguage(), 1).names(500));
    }
}
