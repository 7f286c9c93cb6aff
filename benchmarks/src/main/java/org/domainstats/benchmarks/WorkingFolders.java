package org.domainstats.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Folders on the disk to be measured: {@code -Ddomainstats.benchmarks=FOLDER}, else Java's
 * temporary one.
 */
final class WorkingFolders {

    private WorkingFolders() {}

    /** A new one for each trial. */
    static Path create() throws IOException {
        return Files.createTempDirectory(kept(), "trial");
    }

    /** The same one each time, for what takes long to make. */
    static Path kept() throws IOException {
        String base =
                System.getProperty(
                        "domainstats.benchmarks",
                        System.getProperty("java.io.tmpdir") + "/domain-stats-benchmarks");
        return Files.createDirectories(Path.of(base));
    }

    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
