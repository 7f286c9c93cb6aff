package org.domainstats.registry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes small files whole or not at all, as another process may read them. */
final class AtomicFile {

    private static final Logger LOG = LoggerFactory.getLogger(AtomicFile.class);

    private AtomicFile() {}

    /** Replaces a file. What is in it can be had again, so a disk that is full costs only that. */
    static void keep(Path file, byte[] bytes) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Files.createDirectories(folder);
            Path whole = Files.createTempFile(folder, "registry", ".tmp");
            Files.write(whole, bytes);
            Files.move(
                    whole,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            LOG.warn("Could not keep {}: {}", file, e.getMessage());
        }
    }
}
