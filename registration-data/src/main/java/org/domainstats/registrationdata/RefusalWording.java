package org.domainstats.registrationdata;

import org.domainstats.base.ResourceFile;
import org.domainstats.registrationdata.StatusPhrases.Kind;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a short sentence forbids, by the words it has and not by their order, so that wordings
 * nobody has seen yet are understood: to register a name, to ask, or to ask as much.
 */
final class RefusalWording {

    /** Longer sentences are of terms of use. */
    private static final int SHORT = 120;

    /** What terms of use forbid is the use of data. */
    private static final Pattern OF_USE =
            Pattern.compile(
                    "\\b(?:us(?:e|es|ed|ing|o|age)|data|dane|daten|donnees|informa|automat"
                            + "|marketing|spam|rights|derechos|direitos|droits|rechte"
                            + "|использ|данн|прав|викорис|dữ)");

    private static final Map<String, List<String>> WORDS = new HashMap<>();

    static {
        for (String line : ResourceFile.lines(RefusalWording.class, "refusal-words.txt")) {
            int end = line.indexOf(' ');
            WORDS.computeIfAbsent(line.substring(0, end), kind -> new ArrayList<>())
                    .addAll(NormalizedWords.of(line.substring(end)));
        }
    }

    private RefusalWording() {}

    /** {@link Kind#BARRED}, {@link Kind#REFUSED}, or null if a sentence forbids nothing. */
    static @Nullable Kind of(String sentence) {
        if (sentence.length() > SHORT) {
            return null;
        }
        List<String> words = NormalizedWords.of(sentence);
        if (OF_USE.matcher(String.join(" ", words)).find()) {
            return null;
        }
        boolean forbids =
                hasStem("forbidding", words)
                        || has("negation", words) && hasStem("permitting", words);
        boolean denies = forbids || hasStem("denying", words);
        if (has("access", words)) {
            boolean without = has("negation", words) && !has("domain", words);
            return denies || without ? Kind.REFUSED : null;
        }
        return forbids && has("domain", words) || forbidsUnspaced(words) ? Kind.BARRED : null;
    }

    /** Whether a sentence says that there were too many questions. */
    static boolean isExcess(String sentence) {
        List<String> words = NormalizedWords.of(sentence);
        String text = String.join(" ", words);
        boolean excess = has("too-much", words) || hasStem("exceeding", words);
        return sentence.length() <= SHORT
                && (excess && hasStem("asking", words)
                        || contains("unspaced-excess", text) && contains("unspaced-asking", text));
    }

    private static boolean has(String kind, List<String> words) {
        Set<String> wanted = new HashSet<>(WORDS.getOrDefault(kind, List.of()));
        return !Collections.disjoint(wanted, words);
    }

    private static boolean hasStem(String kind, List<String> words) {
        return WORDS.getOrDefault(kind, List.of()).stream()
                .anyMatch(stem -> words.stream().anyMatch(word -> word.startsWith(stem)));
    }

    private static boolean forbidsUnspaced(List<String> words) {
        String text = String.join(" ", words);
        return contains("unspaced-forbidding", text) && contains("unspaced-domain", text);
    }

    private static boolean contains(String kind, String text) {
        return WORDS.getOrDefault(kind, List.of()).stream().anyMatch(text::contains);
    }
}
