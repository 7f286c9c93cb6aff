package org.domainstats.insight;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** What says how random a label looks. Immutable. */
public final class RandomnessModel {

    /** Names the format, and changes with the features. */
    private static final byte[] MAGIC =
            "domain-stats randomness 2\n".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_WORDS = 1 << 20;
    private static final int BUFFER = 1 << 14;

    private final Trigrams trigrams;
    private final KnownWords words;

    /** One for each feature, and the constant. */
    private final double[] weights;

    RandomnessModel(Trigrams trigrams, KnownWords words, double[] weights) {
        if (weights.length != LabelFeatures.COUNT + 1) {
            throw new IllegalArgumentException("a weight for each feature and a constant");
        }
        for (double weight : weights) {
            if (!Double.isFinite(weight)) {
                throw new IllegalArgumentException("a weight that is no number");
            }
        }
        this.trigrams = trigrams;
        this.words = words;
        this.weights = weights.clone();
    }

    /** From 0, like a name that people chose, to 1, like one that a program made up. */
    double score(String label) {
        double[] features = LabelFeatures.of(label, trigrams, words);
        double sum = weights[features.length];
        for (int i = 0; i < features.length; i++) {
            sum += weights[i] * features[i];
        }
        return LogisticRegression.probability(sum);
    }

    /**
     * Writes it for {@link #read}; the same model always in the same bytes. The stream stays open.
     */
    public void write(OutputStream out) throws IOException {
        GZIPOutputStream packed = new GZIPOutputStream(out);
        DataOutputStream data = new DataOutputStream(packed);
        data.write(MAGIC);
        for (double weight : weights) {
            data.writeDouble(weight);
        }
        data.write(trigrams.stored());
        long[] stored = words.stored();
        data.writeInt(stored.length);
        for (long word : stored) {
            data.writeLong(word);
        }
        data.flush();
        packed.finish();
        out.flush();
    }

    /**
     * Reads one that was written.
     *
     * @param name what it is called in messages
     * @throws IllegalArgumentException if it is none, or one of another version
     */
    static RandomnessModel read(InputStream in, String name) throws IOException {
        try (DataInputStream data = new DataInputStream(new GZIPInputStream(in, BUFFER))) {
            if (!Arrays.equals(data.readNBytes(MAGIC.length), MAGIC)) {
                throw malformed(name);
            }
            double[] weights = new double[LabelFeatures.COUNT + 1];
            for (int i = 0; i < weights.length; i++) {
                weights[i] = data.readDouble();
            }
            Trigrams trigrams = Trigrams.of(data.readNBytes(Trigrams.ENTRIES));
            KnownWords words = words(data);
            if (data.read() >= 0) {
                throw malformed(name);
            }
            return new RandomnessModel(trigrams, words, weights);
        } catch (EOFException | ZipException | IllegalArgumentException e) {
            throw new IllegalArgumentException(malformed(name).getMessage(), e);
        }
    }

    private static KnownWords words(DataInputStream data) throws IOException {
        int count = data.readInt();
        if (count < 0 || count > MOST_WORDS) {
            throw new IllegalArgumentException("so many words: " + count);
        }
        // All at once: to inflate eight bytes at a time takes longer than all the rest.
        byte[] bytes = data.readNBytes(count * Long.BYTES);
        if (bytes.length < count * Long.BYTES) {
            throw new EOFException();
        }
        long[] words = new long[count];
        ByteBuffer.wrap(bytes).asLongBuffer().get(words);
        return KnownWords.stored(words);
    }

    private static IllegalArgumentException malformed(String name) {
        return new IllegalArgumentException(
                name
                        + " is no randomness model of this version; write one with domain-stats"
                        + " admin train-score");
    }
}
