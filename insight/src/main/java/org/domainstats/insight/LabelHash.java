package org.domainstats.insight;

/**
 * Hashes of parts of a label, each in a few multiplications: a polynomial, as of Rabin and Karp.
 */
final class LabelHash {

    private static final long BASE = 0x9E3779B97F4A7C15L;
    private static final long[] POWERS = powers();

    private final int length;

    /** Of the first letters, at the place of how many. */
    private final long[] prefixes;

    LabelHash(String label) {
        length = label.length();
        prefixes = new long[length + 1];
        for (int i = 0; i < length; i++) {
            prefixes[i + 1] = prefixes[i] * BASE + label.charAt(i);
        }
    }

    private static long[] powers() {
        long[] powers = new long[64];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * BASE;
        }
        return powers;
    }

    long whole() {
        return mixed(prefixes[length]);
    }

    long of(int start, int end) {
        return mixed(part(start, end));
    }

    long without(int i) {
        return mixed(prefixes[i] * POWERS[length - 1 - i] + part(i + 1, length));
    }

    long without(int i, int j) {
        long front = prefixes[i] * POWERS[j - i - 1] + part(i + 1, j);
        return mixed(front * POWERS[length - 1 - j] + part(j + 1, length));
    }

    private long part(int start, int end) {
        return prefixes[end] - prefixes[start] * POWERS[end - start];
    }

    private static long mixed(long hash) {
        long mixed = (hash ^ hash >>> 32) * 0xBF58476D1CE4E5B9L;
        return mixed ^ mixed >>> 31;
    }
}
