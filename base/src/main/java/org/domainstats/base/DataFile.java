package org.domainstats.base;

import org.domainstats.base.AtomicFile.Access;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of the data folder whose content can be had again, so that a full disk costs only that.
 */
public final class DataFile {

    private static final LimitedLog LOG = new LimitedLog(LoggerFactory.getLogger(DataFile.class));

    private DataFile() {}

    /** Replaces a file, and its folder if that is missing. A failure is logged. */
    public static void write(Path file, byte[] bytes) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFile.write(file, bytes, Access.OWNER);
        } catch (IOException e) {
            LOG.warn("write", null, "Could not write {}: {}", file, String.valueOf(e.getMessage()));
        }
    }
}
