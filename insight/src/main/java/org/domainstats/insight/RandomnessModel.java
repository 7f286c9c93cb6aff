package org.domainstats.insight;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** What says how random a label looks. Immutable. */
public final class RandomnessModel {

    /** Names the format, and changes with the features. */
    private static final byte[] MAGIC =
            "domain-stats randomness 1\n".getBytes(StandardCharsets.US_ASCII);

    private final Trigrams trigrams;

    /** One for each feature, and the constant. */
    private final double[] weights;

    RandomnessModel(Trigrams trigrams, double[] weights) {
        if (weights.length != LabelFeatures.COUNT + 1) {
            throw new IllegalArgumentException("a weight for each feature and a constant");
        }
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight that is no number");
            }
        }
        this.trigrams = trigrams;
        this.weights = weights.clone();
    }

    /** From 0, like a name that people chose, to 1, like one that a program made up. */
    double score(String label) {
        double[] features = LabelFeatures.of(label, trigrams);
        double sum = weights[features.length];
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return LogisticRegression.probability(sum);
    }

    /** Writes it for {@link #read}; the same model always in the same bytes. */
    public void write(OutputStream out) throws IOException {
        try (DataOutputStream data = new DataOutputStream(new GZIPOutputStream(out))) {
            data.write(MAGIC);
            for (double weight : weights) {
                data.writeDouble(weight);
            }
            data.write(trigrams.stored());
        }
    }

    /**
     * Reads one that was written.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException if it is none, or one of another version
     */
    static RandomnessModel read(InputStream in, String name) throws IOException {
        try (DataInputStream data = new DataInputStream(new GZIPInputStream(in))) {
            if (!Arrays.equals(data.readNBytes(MAGIC.length), MAGIC)) {
                throw malformed(name);
            }
            double[] weights = new double[LabelFeatures.COUNT + 1];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = data.readDouble();
            }
            Trigrams trigrams = Trigrams.of(data.readNBytes(Trigrams.ENTRIES));
            if (data.read() >= 0) {
                throw malformed(name);
            }
            return new RandomnessModel(trigrams, weights);
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            throw new IllegalArgumentException(malformed(name).getMessage(), e);
        }
    }

    private static IllegalArgumentException malformed(String name) {
        return new IllegalArgumentException(
                name
                        + " is no randomness model of this version; write one with domain-stats"
                        + " admin train-score");
    }
}
