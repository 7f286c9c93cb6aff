package org.domainstats.insight;

import org.domainstats.model.DomainName;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Labels by name, eight bytes a name: 48 bits of a hash and 16 that say which labels. Two names of
 * a million share a hash once in some hundred million tables; the hash has a secret start, so that
 * nobody can make names that do.
 */
final class LabelTable {

    /** All files together. A table of so many has 8 MB, and while it is built 24. */
    static final int MOST_NAMES = 1_000_000;

    private static final int SETS_BITS = 16;
    private static final int MOST_SETS = 1 << SETS_BITS;
    private static final long SEED = new SplittableRandom().nextLong();

    private final long[] entries;
    private final List<List<String>> sets;

    private LabelTable(long[] entries, List<List<String>> sets) {
        this.entries = entries;
        this.sets = List.copyOf(sets);
    }

    /** The labels of exactly this name. */
    List<String> find(String name) {
        long hash = hash(name) << SETS_BITS;
        int at = Arrays.binarySearch(entries, hash);
        if (at < 0) {
            at = -at - 1;
        }
        if (at == entries.length || entries[at] >>> SETS_BITS != hash >>> SETS_BITS) {
            return List.of();
        }
        List<String> labels = sets.get((int) (entries[at] & MOST_SETS - 1));
        int next = at + 1;
        if (next == entries.length || entries[next] >>> SETS_BITS != hash >>> SETS_BITS) {
            return labels;
        }
        List<String> all = new ArrayList<>(labels);
        while (next < entries.length && entries[next] >>> SETS_BITS == hash >>> SETS_BITS) {
            all.addAll(sets.get((int) (entries[next++] & MOST_SETS - 1)));
        }
        return all.stream().distinct().limit(LabelLines.MOST_LABELS).toList();
    }

    int size() {
        return entries.length;
    }

    private static long hash(String name) {
        long hash = SEED;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x9E3779B97F4A7C15L;
            hash ^= hash >>> 29;
        }
        hash *= 0xBF58476D1CE4E5B9L;
        // Not negative, so that entries sort by hash and then by set.
        return (hash ^ hash >>> 31) >>> SETS_BITS + 1;
    }

    /** Takes names with their labels in. */
    static final class Builder {

        private long[] entries = new long[64];
        private int size;
        private final Map<List<String>, Integer> sets = new HashMap<>();
        private final List<List<String>> inOrder = new ArrayList<>();

        /**
         * Adds labels to a name.
         *
         * @throws IllegalArgumentException if the table is full
         */
        void add(DomainName name, List<String> labels) {
            if (size == MOST_NAMES) {
                throw new IllegalArgumentException(
                        "more than " + MOST_NAMES + " names with labels, in all files together");
            }
            int set = sets.computeIfAbsent(labels, this::newSet);
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, Math.min(MOST_NAMES, size * 2));
            }
            entries[size++] = hash(name.ascii()) << SETS_BITS | set;
        }

        private int newSet(List<String> labels) {
            if (inOrder.size() == MOST_SETS) {
                throw new IllegalArgumentException(
                        "more than " + MOST_SETS + " different combinations of labels");
            }
            inOrder.add(List.copyOf(labels));
            return inOrder.size() - 1;
        }

        LabelTable build() {
            long[] sorted = Arrays.copyOf(entries, size);
            Arrays.sort(sorted);
            return new LabelTable(sorted, inOrder);
        }
    }
}
