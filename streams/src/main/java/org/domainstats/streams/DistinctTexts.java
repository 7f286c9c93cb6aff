package org.domainstats.streams;

import java.util.Arrays;

/**
 * Counts different texts by a hash of 64 bits each. Past a million it stops counting: what it is
 * for is a summary, and memory has a bound.
 */
final class DistinctTexts {

    static final int MOST = 1_000_000;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private long[] table = new long[1 << 10];
    private int count;

    /** Adds a text, and returns whether it is one more. */
    boolean add(String text) {
        if (count == MOST || !put(table, hash(text))) {
            return false;
        }
        count++;
        if (count > table.length / 2) {
            long[] larger = new long[2 * table.length];
            Arrays.stream(table).filter(each -> each != 0).forEach(each -> put(larger, each));
            table = larger;
        }
        return true;
    }

    /** How many; {@link #MOST} where there may be more. */
    int count() {
        return count;
    }

    /** How many, for people. */
    String shown() {
        return (count == MOST ? "at least %,d" : "%,d").formatted(count);
    }

    private static boolean put(long[] table, long hash) {
        int at = (int) (hash >>> 32) & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = hash;
        return true;
    }

    /** FNV-1a with a last mix; never zero, which marks a free place. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash ^= hash >>> 29;
        return hash == 0 ? 1 : hash;
    }
}
