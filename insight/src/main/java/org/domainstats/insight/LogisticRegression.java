package org.domainstats.insight;

import java.util.Arrays;
import java.util.List;

/**
 * Weights by which a sum of features says how likely a label is random; found by Newton's method.
 */
final class LogisticRegression {

    private static final int ROUNDS = 25;
    private static final double SMALLEST_STEP = 1e-4;

    /** Keeps weights of features that say the same from growing against each other. */
    private static final double RIDGE = 1e-4;

    /** Beyond this the exponential says nothing more. */
    private static final double LARGEST = 30;

    private LogisticRegression() {}

    /**
     * An example.
     *
     * @param weight how much it counts; all weights together should be one
     */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    record Example(double[] features, boolean random, double weight) {}

    /** The weights of the features, and behind them the constant. */
    static double[] fit(List<Example> examples) {
        int features = examples.getFirst().features().length;
        double[] means = new double[features];
        double[] scales = new double[features];
        moments(examples, means, scales);
        double[] weights = new double[features + 1];
        for (int round = 0; round < ROUNDS; round++) {
            if (improve(examples, means, scales, weights) < SMALLEST_STEP) {
                break;
            }
        }
        return unscaled(weights, means, scales);
    }

    static double probability(double sum) {
        return 1 / (1 + Math.exp(-Math.clamp(sum, -LARGEST, LARGEST)));
    }

    private static void moments(List<Example> examples, double[] means, double[] scales) {
        double[] squares = new double[means.length];
        for (Example example : examples) {
            for (int i = 0; i < means.length; i++) {
                means[i] += example.features()[i] * example.weight();
                squares[i] += example.features()[i] * example.features()[i] * example.weight();
            }
        }
        for (int i = 0; i < means.length; i++) {
            scales[i] = Math.sqrt(Math.max(0, squares[i] - means[i] * means[i])) + 1e-9;
        }
    }

    /** One step; returns the largest change of a weight. */
    private static double improve(
            List<Example> examples, double[] means, double[] scales, double[] weights) {
        int size = weights.length;
        double[][] curvature = new double[size][size];
        double[] slope = new double[size];
        double[] scaled = new double[size];
        for (Example example : examples) {
            double sum = scale(example, means, scales, scaled, weights);
            double probability = probability(sum);
            double error = example.weight() * (probability - (example.random() ? 1 : 0));
            double curvatureShare = example.weight() * probability * (1 - probability);
            for (int i = 0; i < size; i++) {
                slope[i] += error * scaled[i];
                double factor = curvatureShare * scaled[i];
                for (int j = 0; j <= i; j++) {
                    curvature[i][j] += factor * scaled[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            slope[i] += RIDGE * weights[i];
            curvature[i][i] += RIDGE;
        }
        double[] step = solve(curvature, slope);
        double largest = 0;
        for (int i = 0; i < size; i++) {
            weights[i] -= step[i];
            largest = Math.max(largest, Math.abs(step[i]));
        }
        return largest;
    }

    private static double scale(
            Example example, double[] means, double[] scales, double[] scaled, double[] weights) {
        double sum = 0;
        for (int i = 0; i < means.length; i++) {
            scaled[i] = (example.features()[i] - means[i]) / scales[i];
            sum += scaled[i] * weights[i];
        }
        scaled[means.length] = 1;
        return sum + weights[means.length];
    }

    /**
     * Solves a system whose matrix is symmetric and positive, of which only the lower half is
     * given.
     */
    private static double[] solve(double[][] lower, double[] right) {
        int size = right.length;
        double[] solution = right.clone();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                double sum = lower[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= lower[i][k] * lower[j][k];
                }
                lower[i][j] = i == j ? Math.sqrt(sum) : sum / lower[j][j];
            }
            for (int k = 0; k < i; k++) {
                solution[i] -= lower[i][k] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        for (int i = size - 1; i >= 0; i--) {
            for (int k = i + 1; k < size; k++) {
                solution[i] -= lower[k][i] * solution[k];
            }
            solution[i] /= lower[i][i];
        }
        return solution;
    }

    private static double[] unscaled(double[] weights, double[] means, double[] scales) {
        double[] plain = Arrays.copyOf(weights, weights.length);
        for (int i = 0; i < means.length; i++) {
            plain[i] = weights[i] / scales[i];
            plain[means.length] -= plain[i] * means[i];
        }
        return plain;
    }
}
