package org.domainstats.registrationdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;

/** Replies that registries really sent, kept beside the checkout and not in it. */
final class Samples {

    /** The moment that replies are read at. */
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private static final Path FOLDER = find();

    private Samples() {}

    private static Path find() {
        String set = System.getProperty("domainstats.samples");
        if (set != null) {
            return Path.of(set);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            Path data = at.resolve("shared/data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Path.of("shared/data");
    }

    /** A folder of samples; the test is skipped where there are none. */
    static Path folder(String name) {
        Path folder = FOLDER.resolve(name);
        assumeTrue(
                Files.isDirectory(folder),
                "no samples: set -Ddomainstats.samples or put them in ../shared/data");
        return folder;
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
