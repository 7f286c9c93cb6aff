package org.domainstats.insight;

import java.util.Arrays;

/**
 * How well a score tells two groups apart: the chance that a member of one scores higher than one
 * of the other, half of it where they score the same. One is perfect, a half is guessing.
 */
final class RocArea {

    private RocArea() {}

    static double of(double[] higher, double[] lower) {
        double[] sorted = lower.clone();
        Arrays.sort(sorted);
        double wins = 0;
        for (double score : higher) {
            wins += (below(sorted, score) + below(sorted, Math.nextUp(score))) / 2.0;
        }
        return wins / ((double) higher.length * lower.length);
    }

    /** How many are less than the bound. */
    private static int below(double[] sorted, double bound) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < bound) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
