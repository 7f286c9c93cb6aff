package org.domainstats.streams;

import java.util.Arrays;
import java.util.Locale;

/**
 * Counts different texts by a hash of 64 bits each: exactly up to {@link #EXACT}, past that by
 * HyperLogLog (Flajolet et al., 2007), whose error is 0.8 % two times of three. A megabyte at most,
 * however many there are.
 */
final class DistinctTexts {

    static final int EXACT = 65_536;

    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    /** As many bits of a hash choose a register. */
    private static final int INDEX_BITS = 14;

    private static final int REGISTERS = 1 << INDEX_BITS;

    /** Of the paper, for so many registers. */
    private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

    private final byte[] registers = new byte[REGISTERS];

    /** Open addressing; a free place is zero. */
    private long[] table = new long[1 << 10];

    private int count;

    void add(String text) {
        long hash = hash(text);
        int register = (int) (hash >>> Long.SIZE - INDEX_BITS);
        int rank = Long.numberOfLeadingZeros(hash << INDEX_BITS | REGISTERS - 1) + 1;
        registers[register] = (byte) Math.max(registers[register], rank);
        if (count <= EXACT && put(table, hash)) {
            count++;
            growIfHalfFull();
        }
    }

    private void growIfHalfFull() {
        if (count > table.length / 2 && count <= EXACT) {
            long[] larger = new long[2 * table.length];
            Arrays.stream(table).filter(each -> each != 0).forEach(each -> put(larger, each));
            table = larger;
        }
    }

    /** How many; about, where it is more than {@link #EXACT}. */
    long count() {
        return isExact() ? count : estimate();
    }

    private boolean isExact() {
        return count <= EXACT;
    }

    /** Without the paper's corrections, which are for few texts, and for hashes of 32 bits. */
    private long estimate() {
        double sum = 0;
        for (byte rank : registers) {
            sum += Math.scalb(1.0, -rank);
        }
        return Math.round(ALPHA * REGISTERS * REGISTERS / sum);
    }

    /** How many, for people. */
    String shown() {
        return String.format(Locale.ROOT, isExact() ? "%,d" : "about %,d", count());
    }

    private static boolean put(long[] table, long hash) {
        int at = (int) hash & table.length - 1;
        while (table[at] != 0) {
            if (table[at] == hash) {
                return false;
            }
            at = at + 1 & table.length - 1;
        }
        table[at] = hash;
        return true;
    }

    /** FNV-1a, mixed by the last steps of MurmurHash3; never zero. */
    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }
}
