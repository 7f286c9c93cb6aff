package org.domainstats.insight;

import java.util.Arrays;
import java.util.List;

/**
 * Finds labels that are an edit or two from another, by what is left of both when letters are left
 * out: two labels an edit apart have a remainder in common. Twelve bytes a remainder, in one sorted
 * array of hashes and one of places.
 */
final class NearLabels {

    /** Two edits in a shorter label leave little of it. */
    static final int TWO_EDITS_FROM = 10;

    /** Of a longer one there are too many remainders; one edit is found there still. */
    private static final int TWO_EDITS_TO = 16;

    /** Longer labels are not typed. */
    static final int LONGEST = 24;

    private static final int PLACE_BITS = 16;
    private static final long PLACES = (1L << PLACE_BITS) - 1;

    private static final int FILTER_BITS = 16;

    private final List<LookalikeTarget> targets;

    /**
     * Whether there may be an entry: three bits each, in one word, as of a Bloom filter in blocks.
     * Half a megabyte spares nearly all searches, whose every step waits for memory.
     */
    private final long[] filter = new long[1 << FILTER_BITS];

    /** The hash in the upper 48 bits, the place of the target in the lower 16. */
    private final long[] entries;

    NearLabels(List<LookalikeTarget> targets) {
        if (targets.size() > PLACES) {
            throw new IllegalArgumentException("too many targets: " + targets.size());
        }
        this.targets = targets;
        long[] found = new long[1024];
        int size = 0;
        for (int place = 0; place < targets.size(); place++) {
            String label = targets.get(place).label();
            if (!targets.get(place).isDistinctive() || label.length() > LONGEST) {
                continue;
            }
            for (long remainder : remainders(label)) {
                if (size == found.length) {
                    found = Arrays.copyOf(found, size * 2);
                }
                found[size++] = remainder & ~PLACES | place;
            }
        }
        entries = Arrays.copyOf(found, size);
        Arrays.sort(entries);
        for (long entry : entries) {
            filter[word(entry)] |= bits(entry);
        }
    }

    private static int word(long hash) {
        return (int) (hash >>> Long.SIZE - FILTER_BITS);
    }

    /** Of the part of a hash that entries keep; a shift goes by its last six bits. */
    private static long bits(long hash) {
        return 1L << (hash >>> 42) | 1L << (hash >>> 36) | 1L << (hash >>> 30);
    }

    /** The most popular target that is near, if its place is before a bound; else the bound. */
    int nearest(String label, int bound) {
        if (label.length() > LONGEST) {
            return bound;
        }
        int length = label.length();
        boolean two = hasTwoEdits(length);
        LabelHash hash = new LabelHash(label);
        int best = nearest(hash.whole(), label, bound);
        for (int i = 0; i < length; i++) {
            best = nearest(hash.without(i), label, best);
            for (int j = i + 1; two && j < length; j++) {
                best = nearest(hash.without(i, j), label, best);
            }
        }
        return best;
    }

    /** The same among those with one remainder in common. */
    private int nearest(long remainder, String label, int bound) {
        long bits = bits(remainder);
        return (filter[word(remainder)] & bits) == bits ? search(remainder, label, bound) : bound;
    }

    private int search(long remainder, String label, int bound) {
        long wanted = remainder & ~PLACES;
        int found = Arrays.binarySearch(entries, wanted);
        int best = bound;
        for (int at = found < 0 ? -found - 1 : found;
                at < entries.length && (entries[at] & ~PLACES) == wanted;
                at++) {
            int place = (int) (entries[at] & PLACES);
            if (place < best && isNear(label, targets.get(place).label())) {
                best = place;
            }
        }
        return best;
    }

    private static boolean isNear(String label, String target) {
        boolean two = label.length() >= TWO_EDITS_FROM && target.length() >= TWO_EDITS_FROM;
        int allowed = two ? 2 : 1;
        int distance = Resemblance.distance(label, target, allowed);
        return distance > 0 && distance <= allowed;
    }

    private static boolean hasTwoEdits(int length) {
        return length >= TWO_EDITS_FROM && length <= TWO_EDITS_TO;
    }

    /** Hashes of the label itself, and of it without any letter, and any two where it is long. */
    private static long[] remainders(String label) {
        int length = label.length();
        boolean two = hasTwoEdits(length);
        long[] remainders = new long[1 + length + (two ? length * (length - 1) / 2 : 0)];
        LabelHash hash = new LabelHash(label);
        int size = 0;
        remainders[size++] = hash.whole();
        for (int i = 0; i < length; i++) {
            remainders[size++] = hash.without(i);
            for (int j = i + 1; two && j < length; j++) {
                remainders[size++] = hash.without(i, j);
            }
        }
        return remainders;
    }
}
