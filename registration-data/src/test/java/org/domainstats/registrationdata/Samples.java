package org.domainstats.registrationdata;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.domainstats.processkit.SampleFolder;

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

    private Samples() {}

    /** A folder of samples; the test is skipped where there are none. */
    static Path folder(String name) {
        Path folder = SampleFolder.path().resolve(name);
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
