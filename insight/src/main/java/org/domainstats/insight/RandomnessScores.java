package org.domainstats.insight;

import org.domainstats.base.ResourceFile;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.jspecify.annotations.Nullable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Says how much the label of a site looks made up by a program: the one in front of the suffix
 * alone, since suffixes say nothing of how a name was chosen.
 */
public final class RandomnessScores implements InsightSource {

    static final String RESOURCE = "starter.randomness";

    private static final double DECIMALS = 1_000;

    private final RandomnessModel model;

    private RandomnessScores(RandomnessModel model) {
        this.model = model;
    }

    /** By the model that comes with the program. */
    public static RandomnessScores carried() {
        byte[] model = ResourceFile.bytes(RandomnessScores.class, RESOURCE);
        try {
            return new RandomnessScores(
                    RandomnessModel.read(new ByteArrayInputStream(model), RESOURCE));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * By a model that was trained here.
     *
     * @throws IllegalArgumentException if the file is malformed; the message says what to do
     */
    public static RandomnessScores of(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new RandomnessScores(RandomnessModel.read(in, file.toString()));
        }
    }

    /** Writes the model that comes with the program to the file named by the only argument. */
    static void main(String[] args) throws IOException {
        try (OutputStream out = Files.newOutputStream(Path.of(args[0]))) {
            RandomnessTraining.carried().write(out);
        }
    }

    RandomnessModel model() {
        return model;
    }

    @Override
    public Insights of(PublicName name) {
        return Insights.NONE.withRandomness(score(name.site().firstLabel()));
    }

    /** The score of a label, or null where it is written in a script that the model never saw. */
    @Nullable Double score(String label) {
        String plain = LabelAlphabet.plain(label);
        return plain == null ? null : Math.rint(model.score(plain) * DECIMALS) / DECIMALS;
    }
}
