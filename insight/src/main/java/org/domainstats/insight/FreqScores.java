package org.domainstats.insight;

import org.domainstats.base.ResourceFile;
import org.domainstats.lookup.InsightSource;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says how usual the letter pairs of a site are. As domain_stats 1.x does, it scores the whole
 * site, dot and suffix included, and nothing in front of it: {@code xkqzjvwq.github.io} is unusual,
 * though {@code github.io} is not.
 */
public final class FreqScores implements InsightSource {

    private final FreqTable table;

    private FreqScores(FreqFile file) {
        table = new FreqTable(file);
    }

    /** By the table that comes with the program, trained on the starter domains. */
    public static FreqScores carried() {
        String resource = StarterTable.RESOURCE;
        byte[] table = ResourceFile.bytes(FreqScores.class, resource);
        try {
            return new FreqScores(FreqReader.read(new ByteArrayInputStream(table), resource));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * By a table from a file of the author's format.
     *
     * @throws IllegalArgumentException if the file is malformed; the message says where
     */
    public static FreqScores of(Path freqFile) throws IOException {
        try (InputStream in = Files.newInputStream(freqFile)) {
            return new FreqScores(FreqReader.read(in, freqFile.toString()));
        }
    }

    @Override
    public Insights of(PublicName name) {
        return new Insights(table.score(name.site().ascii()), List.of());
    }

    double average(PublicName name) {
        return table.score(name.site().ascii()).average();
    }
}
