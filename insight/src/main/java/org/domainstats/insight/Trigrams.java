package org.domainstats.insight;

import static org.domainstats.insight.LabelAlphabet.END;
import static org.domainstats.insight.LabelAlphabet.SIZE;
import static org.domainstats.insight.LabelAlphabet.START;

import java.util.Arrays;

/**
 * How surprising each character of a label is behind the two before it: the negative logarithm of
 * its probability, in steps of a twentieth, for every three characters there are. One flat table,
 * so that a look costs one access to memory.
 */
final class Trigrams {

    static final int ENTRIES = SIZE * SIZE * SIZE;

    private static final double STEPS = 20;
    private static final int LARGEST = 255;

    private final byte[] costs;

    private Trigrams(byte[] costs) {
        this.costs = costs;
    }

    /** The table as it was stored. */
    static Trigrams of(byte[] costs) {
        if (costs.length != ENTRIES) {
            throw new IllegalArgumentException("a trigram table has " + ENTRIES + " entries");
        }
        return new Trigrams(costs.clone());
    }

    /**
     * Counts labels. A pair seen seldom borrows from the single character, and that from the even
     * distribution, as Witten and Bell proposed.
     */
    static Trigrams count(Iterable<String> labels) {
        int[] threes = new int[ENTRIES];
        int[] twos = new int[SIZE * SIZE];
        int[] ones = new int[SIZE];
        for (String label : labels) {
            int first = START;
            int second = START;
            for (int i = 0; i <= label.length(); i++) {
                int third = i == label.length() ? END : LabelAlphabet.symbol(label.charAt(i));
                threes[(first * SIZE + second) * SIZE + third]++;
                twos[second * SIZE + third]++;
                ones[third]++;
                first = second;
                second = third;
            }
        }
        return new Trigrams(costs(threes, twos, ones));
    }

    private static byte[] costs(int[] threes, int[] twos, int[] ones) {
        double[] even = new double[SIZE];
        Arrays.fill(even, 1.0 / SIZE);
        double[] single = mixed(ones, 0, even);
        byte[] costs = new byte[ENTRIES];
        for (int second = 0; second < SIZE; second++) {
            double[] pair = mixed(twos, second * SIZE, single);
            for (int first = 0; first < SIZE; first++) {
                int row = (first * SIZE + second) * SIZE;
                double[] triple = mixed(threes, row, pair);
                for (int third = 0; third < SIZE; third++) {
                    costs[row + third] =
                            (byte) Math.min(LARGEST, Math.round(-Math.log(triple[third]) * STEPS));
                }
            }
        }
        return costs;
    }

    /**
     * The probabilities of a row of counts, the less certain the more like those of less context.
     */
    private static double[] mixed(int[] counts, int row, double[] shorter) {
        int total = 0;
        int kinds = 0;
        for (int i = 0; i < SIZE; i++) {
            total += counts[row + i];
            kinds += counts[row + i] > 0 ? 1 : 0;
        }
        if (total == 0) {
            return shorter;
        }
        double[] probabilities = new double[SIZE];
        for (int i = 0; i < SIZE; i++) {
            probabilities[i] = (counts[row + i] + kinds * shorter[i]) / (total + kinds);
        }
        return probabilities;
    }

    /** The cost of a symbol behind two others, in nats. */
    double cost(int first, int second, int third) {
        return (costs[(first * SIZE + second) * SIZE + third] & 0xff) / STEPS;
    }

    byte[] stored() {
        return costs.clone();
    }
}
