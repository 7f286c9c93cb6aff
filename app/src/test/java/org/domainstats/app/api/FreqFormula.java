package org.domainstats.app.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The two scores of Mark Baggett's freq, straight from their definition and from the table's JSON,
 * to compare those of the program with. Shares no code with it.
 */
final class FreqFormula {

    private final Map<Character, Map<Character, Long>> followers = new HashMap<>();
    private final String ignored;

    FreqFormula(Path table) throws IOException {
        JsonNode root =
                new ObjectMapper().readTree(Files.readString(table, StandardCharsets.ISO_8859_1));
        ignored = root.get(1).textValue();
        for (JsonNode row : root.get(2)) {
            Map<Character, Long> counts =
                    followers.computeIfAbsent(folded(row.get(0)), any -> new HashMap<>());
            row.get(1)
                    .forEach(
                            pair ->
                                    counts.merge(
                                            folded(pair.get(0)),
                                            pair.get(1).longValue(),
                                            Long::sum));
        }
    }

    private static char folded(JsonNode character) {
        return character.textValue().toLowerCase(Locale.ROOT).charAt(0);
    }

    /**
     * The average of the pairs' probabilities and the probability of all, as 1.x writes the two.
     */
    String scores(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        double probabilities = 0;
        int pairs = 0;
        long together = 0;
        long outOf = 0;
        for (int start = 0; start < 2; start++) {
            for (int i = start; i + 1 < word.length(); i += 2) {
                char first = word.charAt(i);
                char second = word.charAt(i + 1);
                if (ignored.indexOf(first) >= 0 && ignored.indexOf(second) >= 0) {
                    continue;
                }
                Map<Character, Long> counts = followers.getOrDefault(first, Map.of());
                long count = counts.getOrDefault(second, 0L);
                long all = counts.values().stream().mapToLong(Long::longValue).sum();
                long heeded =
                        all
                                - ignored.chars()
                                        .mapToLong(c -> counts.getOrDefault((char) c, 0L))
                                        .sum();
                probabilities += heeded > 0 ? (double) count / heeded : 0;
                pairs++;
                together += count;
                outOf += all;
            }
        }
        return rounded(pairs == 0 ? 0 : probabilities / pairs * 100)
                + ","
                + rounded(together == 0 ? 0 : (double) together / outOf * 100);
    }

    /** As Python's {@code round(x, 4)} and {@code repr} give it. */
    private static String rounded(double percent) {
        String text = new BigDecimal(percent).setScale(4, RoundingMode.HALF_EVEN).toString();
        return text.replaceFirst("(\\.\\d+?)0+$", "$1");
    }
}
