package org.domainstats.sqlite;

import org.domainstats.base.PrivateFile;
import org.domainstats.store.StoreException;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Whether a disk has room for what a database writes in a moment. One small write says nothing of
 * that: on a full disk it goes into the part of the write-ahead log that was used before. Free
 * space as the system reports it says little too: it knows of no quotas, and not of what is left
 * for root.
 */
public final class DiskSpaceCheck {

    /** A group of first contacts, and what a checkpoint adds to the file. */
    private static final int NEEDED = 256 * 1_024;

    private static final byte[] BLOCK = new byte[16 * 1_024];

    private final Path database;
    private final Path file;

    public DiskSpaceCheck(Path database) {
        this.database = database;
        this.file = database.resolveSibling(database.getFileName() + "-room");
    }

    /**
     * Takes the room for a moment. It is given back before the system writes it to the disk.
     *
     * @throws StoreException if there is none
     */
    public synchronized void require() {
        try {
            PrivateFile.create(file);
            try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
                for (int written = 0; written < NEEDED; written += BLOCK.length) {
                    out.write(BLOCK);
                }
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new StoreException(
                    database
                            + ": less than "
                            + NEEDED / 1_024
                            + " KiB can be written beside it, the disk is full; make room, and it"
                            + " works again without a restart ("
                            + e.getMessage()
                            + ")",
                    e);
        }
    }
}
