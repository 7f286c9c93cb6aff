package org.domainstats.insight;

import org.domainstats.base.ResourceFile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words of many languages that people make names of, which come with the program. */
final class StarterWords {

    static final String RESOURCE = "starter-words.txt";

    private StarterWords() {}

    /** All of them by language; the first group is English. */
    static List<List<String>> byLanguage() {
        List<List<String>> groups = new ArrayList<>();
        for (String paragraph : ResourceFile.text(StarterWords.class, RESOURCE).split("\n\n", -1)) {
            List<String> words = new ArrayList<>();
            paragraph
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> words.addAll(Arrays.asList(line.split(" ", -1))));
            if (!words.isEmpty()) {
                groups.add(List.copyOf(words));
            }
        }
        return List.copyOf(groups);
    }
}
