package org.domainstats.insight;

import org.domainstats.model.FreqScore;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/**
 * Scores text by how usual its letter pairs are, with the two formulas of Mark Baggett's freq.
 * Immutable; all that depends on the table alone is added up beforehand.
 */
final class FreqTable {

    private static final int ABSENT = -1;
    private static final double DECIMALS = 10_000;

    /** Place of a character in the arrays below; both cases of a letter share it where folded. */
    private final int[] place = new int[PairCounts.CHARACTERS];

    private final int width;

    /** How often one character followed another, at {@code first * width + second}. */
    private final long[] pairs;

    /** How often a character was followed by any other. */
    private final long[] followed;

    /** The same less the ignored characters behind it, which only the average leaves out. */
    private final long[] followedByCounted;

    private final boolean[] ignored = new boolean[PairCounts.CHARACTERS];

    FreqTable(FreqFile file) {
        width = placeCharacters(file);
        pairs = new long[width * width];
        followed = new long[width];
        addUp(file.counts());
        followedByCounted = followed.clone();
        for (int i = 0; i < file.ignored().length(); i++) {
            ignore(file.ignored().charAt(i));
        }
    }

    private int placeCharacters(FreqFile file) {
        Arrays.fill(place, ABSENT);
        int next = 0;
        for (int c = 0; c < PairCounts.CHARACTERS; c++) {
            int folded = folded(c, file);
            if (file.counts().has(c) && place[folded] == ABSENT) {
                place[folded] = next++;
            }
        }
        for (int c = 0; c < PairCounts.CHARACTERS; c++) {
            place[c] = place[folded(c, file)];
        }
        return next;
    }

    private static int folded(int character, FreqFile file) {
        return file.foldsCase() ? Character.toLowerCase(character) : character;
    }

    private void addUp(PairCounts counts) {
        for (int first = 0; first < PairCounts.CHARACTERS; first++) {
            if (counts.ofFirst(first) > 0) {
                followed[place[first]] += counts.ofFirst(first);
                for (int second = 0; second < PairCounts.CHARACTERS; second++) {
                    if (counts.has(second)) {
                        pairs[place[first] * width + place[second]] += counts.of(first, second);
                    }
                }
            }
        }
    }

    /** A character named twice, or in both cases, is left out twice: so does the original. */
    private void ignore(char character) {
        if (character < PairCounts.CHARACTERS) {
            ignored[character] = true;
        }
        int second = placeOf(character);
        for (int first = 0; first < width && second != ABSENT; first++) {
            followedByCounted[first] -= pairs[first * width + second];
        }
    }

    /** Both scores in percent, rounded to four decimals; text without a pair scores zero. */
    FreqScore score(String text) {
        Sum sum = new Sum();
        // First the pairs at even offsets, then those at odd ones: the original's order of
        // addition, which shows in the last decimal.
        addPairs(text, 0, sum);
        addPairs(text, 1, sum);
        double average = sum.kept == 0 ? 0 : sum.probabilities / sum.kept * 100;
        double total = sum.together == 0 ? 0 : (double) sum.together / sum.outOf * 100;
        return new FreqScore(rounded(average), rounded(total));
    }

    /** No pair spans a line feed, and pairs are counted anew behind it. */
    private void addPairs(String text, int start, Sum sum) {
        int i = start;
        while (i + 1 < text.length()) {
            char first = text.charAt(i);
            char second = text.charAt(i + 1);
            if (first == '\n') {
                i++;
            } else {
                if (second != '\n' && !(isIgnored(first) && isIgnored(second))) {
                    add(placeOf(first), placeOf(second), sum);
                }
                i += 2;
            }
        }
    }

    private void add(int first, int second, Sum sum) {
        sum.kept++;
        if (first == ABSENT) {
            return;
        }
        long count = second == ABSENT ? 0 : pairs[first * width + second];
        sum.together += count;
        sum.outOf += followed[first];
        if (followedByCounted[first] > 0) {
            sum.probabilities += (double) count / followedByCounted[first];
        }
    }

    private int placeOf(char c) {
        return c < PairCounts.CHARACTERS ? place[c] : ABSENT;
    }

    private boolean isIgnored(char c) {
        return c < PairCounts.CHARACTERS && ignored[c];
    }

    /**
     * Half-even on the exact binary value, as Python rounds. Scaling can only go wrong within an
     * error of rounding from a half, so only there it is done in decimal.
     */
    static double rounded(double value) {
        double scaled = value * DECIMALS;
        double fromHalf = Math.abs(scaled - Math.floor(scaled) - 0.5);
        return fromHalf > 1e-6
                ? Math.rint(scaled) / DECIMALS
                : new BigDecimal(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
    }

    private static final class Sum {
        private int kept;
        private double probabilities;
        private long together;
        private long outOf;
    }
}
