package org.domainstats.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether a database file still has the content of the database that was opened, or another one was
 * written over it. SQLite would not notice, and go on by the pages that it has in memory.
 */
public final class FileContent implements AutoCloseable {

    /**
     * Open as long as SQLite has connections to the file: closing any descriptor of a file drops
     * all POSIX locks that the process has on it. Not a channel, which an interrupt would close.
     */
    private final RandomAccessFile file;

    /**
     * The id of the database, and the one that the file had at the start: the new one may be in the
     * write-ahead log yet.
     */
    private final Set<Integer> ids;

    private Seen seen;
    private boolean lost;

    /** Whether to count the generation up: a copy of the file as it is now shall be known. */
    private boolean toCount = true;

    private record Seen(long size, FileTime modified, DatabaseHeader header) {

        boolean isOf(BasicFileAttributes attributes) {
            return size == attributes.size() && modified.equals(attributes.lastModifiedTime());
        }
    }

    private FileContent(RandomAccessFile file, DatabaseHeader header, int id, Seen seen) {
        this.file = file;
        this.ids = new HashSet<>();
        ids.add(DatabaseHeader.identity(id));
        ids.add(header.identity());
        this.seen = seen;
    }

    /**
     * Takes the content that a file has now for the right one.
     *
     * @param id the application id of the database as SQLite has it
     */
    public static FileContent of(Path path, BasicFileAttributes attributes, int id)
            throws IOException {
        RandomAccessFile file = new RandomAccessFile(path.toFile(), "r");
        DatabaseHeader header = DatabaseHeader.read(file);
        if (header == null) {
            file.close();
            throw new IOException("it is no database");
        }
        return new FileContent(file, header, id, seen(attributes, header));
    }

    private static Seen seen(BasicFileAttributes attributes, DatabaseHeader header) {
        return new Seen(attributes.size(), attributes.lastModifiedTime(), header);
    }

    /** Whether it still is. The file is read only when it has changed, as at a checkpoint. */
    public synchronized boolean isSame(BasicFileAttributes attributes) throws IOException {
        if (lost || seen.isOf(attributes)) {
            return !lost;
        }
        @Nullable DatabaseHeader header = DatabaseHeader.read(file);
        // What SQLite has in memory does not fit to the file any more, whatever comes back.
        lost =
                header == null
                        || !ids.contains(header.identity())
                        || isOlder(attributes, header, seen);
        if (header != null && !lost) {
            seen = seen(attributes, header);
            toCount = true;
        }
        return !lost;
    }

    /** A file shrinks by VACUUM alone, which counts the schema up; or it is a copy from before. */
    private static boolean isOlder(
            BasicFileAttributes attributes, DatabaseHeader header, Seen before) {
        return header.isOlderThan(before.header)
                || attributes.size() < before.size
                        && header.schemaCookie() <= before.header.schemaCookie();
    }

    /**
     * Whether the next transaction is to count the generation up. Once for each change of the file:
     * so each checkpoint writes another generation than the one before, and a copy that was made
     * between them shows in the file, whatever its size.
     */
    public synchronized boolean isToCount() {
        return toCount;
    }

    /** To be called when a transaction has counted it. */
    public synchronized void counted() {
        toCount = false;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
