package org.domainstats.insight;

import org.jspecify.annotations.Nullable;

/**
 * How often each character followed each other one in some text. Latin-1 only, as in the author's
 * tables; a name in A-labels has no other characters.
 */
final class PairCounts {

    static final int CHARACTERS = 256;

    /** Sums up to here are exact as a double, so that quotients round as the original's do. */
    private static final long MOST = 1L << 53;

    private final long[] @Nullable [] rows = new long[CHARACTERS][];
    private final long[] rowSums = new long[CHARACTERS];
    private final boolean[] seen = new boolean[CHARACTERS];
    private long sum;

    /** Counts all adjacent pairs of a text. */
    void count(String text) {
        for (int i = 1; i < text.length(); i++) {
            add(text.charAt(i - 1), text.charAt(i), 1);
        }
    }

    /** Whether a count is none that is negative or makes the sum inexact. */
    boolean canAdd(long count) {
        return count >= 0 && count <= MOST - sum;
    }

    /** Adds to the count of one pair. A second character beyond Latin-1 adds to sums only. */
    void add(char first, char second, long count) {
        if (!canAdd(count)) {
            throw new IllegalArgumentException("a count is negative or too large: " + count);
        }
        sum += count;
        if (first >= CHARACTERS) {
            return;
        }
        rowSums[first] += count;
        seen[first] = true;
        if (second < CHARACTERS) {
            seen[second] = true;
            long[] row = rows[first];
            if (row == null) {
                row = new long[CHARACTERS];
                rows[first] = row;
            }
            row[second] += count;
        }
    }

    long of(int first, int second) {
        long[] row = rows[first];
        return row == null ? 0 : row[second];
    }

    /** How often a character was the first of a pair. */
    long ofFirst(int first) {
        return rowSums[first];
    }

    boolean has(int character) {
        return seen[character];
    }

    /** How many pairs were counted in all. */
    long sum() {
        return sum;
    }
}
