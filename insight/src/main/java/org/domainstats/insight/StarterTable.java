package org.domainstats.insight;

import org.domainstats.model.DomainName;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trains our own table on the starter list. Its file is a resource of this module; who changes the
 * list runs this class, and a test compares the two.
 */
final class StarterTable {

    static final String RESOURCE = "starter.freq";

    private StarterTable() {}

    /** Writes the table to the file named by the only argument. */
    static void main(String[] args) throws IOException {
        Files.writeString(Path.of(args[0]), train().text(), StandardCharsets.ISO_8859_1);
    }

    /**
     * Counts each label with the dot behind it, but not what follows the dot. Whole names would
     * teach the table little but ".com", whose three pairs alone then lift the most random name
     * above every threshold.
     */
    static FreqFile train() {
        PairCounts counts = new PairCounts();
        for (DomainName domain : StarterDomains.inOrder()) {
            counts.count(domain.firstLabel() + ".");
        }
        return new FreqFile(true, "-_", counts);
    }
}
