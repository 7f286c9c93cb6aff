package org.domainstats.insight;

import java.util.Collection;

/**
 * Says how much of a label is made of known words: a name that people chose mostly is, one that a
 * program made up is not, unless it puts words together. A word of up to twelve letters is one
 * number, five bits a letter, in a table with gaps.
 */
final class KnownWords {

    /** What {@link #into} fills. */
    static final int FEATURES = 4;

    static final int SHORTEST = 3;
    private static final int LONGER = 4;
    private static final int LONGEST = 12;
    private static final int LONG_ENOUGH = 8;
    private static final int BITS = 5;

    /** In ascending order. */
    private final long[] words;

    /** Zero is a gap. */
    private final long[] table;

    /**
     * The longest word that begins with three letters, at their packed number; zero for none. Most
     * starts of a label have none, and its table stays near the processor.
     */
    private final byte[] longestWith = new byte[1 << SHORTEST * BITS];

    private KnownWords(long[] words) {
        this.words = words;
        table = new long[Integer.highestOneBit(Math.max(1, words.length)) * 4];
        for (long word : words) {
            table[place(word)] = word;
            int length = (Long.SIZE - Long.numberOfLeadingZeros(word) + BITS - 1) / BITS;
            int start = (int) (word >>> (length - SHORTEST) * BITS);
            longestWith[start] = (byte) Math.max(longestWith[start], length);
        }
    }

    /** Those of the words that are neither too short nor too long; they are written in letters. */
    static KnownWords of(Collection<String> words) {
        return new KnownWords(
                words.stream()
                        .filter(word -> word.length() >= SHORTEST && word.length() <= LONGEST)
                        .mapToLong(KnownWords::packed)
                        .distinct()
                        .sorted()
                        .toArray());
    }

    /** The table as it was stored. */
    static KnownWords stored(long[] words) {
        return new KnownWords(words.clone());
    }

    long[] stored() {
        return words.clone();
    }

    private static long packed(String word) {
        long packed = 0;
        for (int i = 0; i < word.length(); i++) {
            packed = packed << BITS | word.charAt(i) - 'a' + 1;
        }
        return packed;
    }

    /** Where a word is, or the gap where it would be. */
    private int place(long word) {
        int mask = table.length - 1;
        int at = (int) (word * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (table[at] != 0 && table[at] != word) {
            at = at + 1 & mask;
        }
        return at;
    }

    /**
     * The share of the label that words cover, that which longer words cover, and the longest word
     * as a share and by itself.
     */
    void into(String label, double[] features, int first) {
        int length = label.length();
        int[] covered = new int[length + 1];
        int[] coveredByLonger = new int[length + 1];
        int longest = 0;
        for (int start = 0; start < length; start++) {
            more(covered, start + 1, covered[start]);
            more(coveredByLonger, start + 1, coveredByLonger[start]);
            longest = Math.max(longest, cover(label, start, covered, coveredByLonger));
        }
        features[first] = (double) covered[length] / length;
        features[first + 1] = (double) coveredByLonger[length] / length;
        features[first + 2] = (double) longest / length;
        features[first + 3] = (double) Math.min(longest, LONG_ENOUGH) / LONG_ENOUGH;
    }

    /** Adds the words that begin at a place; returns the length of the longest. */
    private int cover(String label, int start, int[] covered, int[] coveredByLonger) {
        int longest = 0;
        long packed = 0;
        int last = Math.min(label.length(), start + LONGEST);
        for (int i = start; i < last && LabelAlphabet.isLetter(label.charAt(i)); i++) {
            packed = packed << BITS | label.charAt(i) - 'a' + 1;
            int size = i + 1 - start;
            if (size == SHORTEST) {
                last = Math.min(last, start + longestWith[(int) packed]);
            }
            if (i < last && size >= SHORTEST && table[place(packed)] != 0) {
                longest = size;
                more(covered, i + 1, covered[start] + size);
                if (size >= LONGER) {
                    more(coveredByLonger, i + 1, coveredByLonger[start] + size);
                }
            }
        }
        return longest;
    }

    private static void more(int[] counts, int at, int count) {
        counts[at] = Math.max(counts[at], count);
    }
}
