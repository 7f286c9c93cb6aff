package org.domainstats.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Folders on the disk to be measured: below {@code -Ddomainstats.benchmarks=FOLDER}, else below
 * Java's temporary one.
 */
public final class TrialFolders {

    private TrialFolders() {}

    /** A new one for each trial. */
    public static Path create() throws IOException {
        return Files.createTempDirectory(base(), "trial");
    }

    /** The same one each time, for what takes long to make. */
    public static Path base() throws IOException {
        String base =
                System.getProperty(
                        "domainstats.benchmarks",
                        System.getProperty("java.io.tmpdir") + "/domain-stats-benchmarks");
        return Files.createDirectories(Path.of(base));
    }
}
