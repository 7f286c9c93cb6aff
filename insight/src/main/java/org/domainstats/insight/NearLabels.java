package org.domainstats.insight;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntConsumer;

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

    private static final int FILTER_SHIFT = Long.SIZE - 22;

    private final List<LookalikeTarget> targets;

    /**
     * Whether there is an entry with the same first bits at all: half a megabyte spares a search.
     */
    private final BitSet filter = new BitSet(1 << Long.SIZE - FILTER_SHIFT);

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
            filter.set((int) (entry >>> FILTER_SHIFT));
        }
    }

    /** The most popular target that is near, if its place is before a bound; else the bound. */
    int nearest(String label, int bound) {
        if (label.length() > LONGEST) {
            return bound;
        }
        int edits = label.length() >= TWO_EDITS_FROM ? 2 : 1;
        int[] best = {bound};
        for (long remainder : remainders(label)) {
            each(
                    remainder,
                    place -> {
                        if (place < best[0] && isNear(label, targets.get(place).label(), edits)) {
                            best[0] = place;
                        }
                    });
        }
        return best[0];
    }

    private static boolean isNear(String label, String target, int edits) {
        int allowed = target.length() >= TWO_EDITS_FROM ? edits : 1;
        int distance = Resemblance.distance(label, target, allowed);
        return distance > 0 && distance <= allowed;
    }

    private void each(long remainder, IntConsumer consumer) {
        if (!filter.get((int) (remainder >>> FILTER_SHIFT))) {
            return;
        }
        long wanted = remainder & ~PLACES;
        int at = Arrays.binarySearch(entries, wanted);
        if (at < 0) {
            at = -at - 1;
        }
        for (; at < entries.length && (entries[at] & ~PLACES) == wanted; at++) {
            consumer.accept((int) (entries[at] & PLACES));
        }
    }

    /** Hashes of the label itself, and of it without any letter, and any two where it is long. */
    private static long[] remainders(String label) {
        int length = label.length();
        boolean two = length >= TWO_EDITS_FROM && length <= TWO_EDITS_TO;
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
