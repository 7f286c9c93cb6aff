package org.domainstats.base;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * What a file says, read again when the file changes: when its modification time, its size or its
 * identity (inode) differ. A file that became wrong or went missing keeps its last value, so that a
 * deny list denies on while it is being replaced; this is logged once until it changes again.
 *
 * @param <T> what the file says
 */
public final class WatchedFile<T> {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedFile.class);

    /** Reads a file whole. */
    @FunctionalInterface
    public interface Parser<T> {

        /**
         * What the file says.
         *
         * @throws IOException if it cannot be read or is wrong; the message names file and line
         */
        T parse(Path file) throws IOException;
    }

    private final Path file;
    private final Parser<T> parser;
    private volatile T current;
    private @Nullable Stamp seen;

    private WatchedFile(Path file, Parser<T> parser, T current, @Nullable Stamp seen) {
        this.file = file;
        this.parser = parser;
        this.current = current;
        this.seen = seen;
    }

    /**
     * Reads a file that must be there.
     *
     * @throws IOException if it is missing, cannot be read or is wrong
     */
    public static <T> WatchedFile<T> open(Path file, Parser<T> parser) throws IOException {
        // The stamp is taken before: a change while the file is read is then seen at the next look.
        Stamp stamp = Stamp.of(file);
        return new WatchedFile<>(file, parser, parser.parse(file), stamp);
    }

    /**
     * Reads a file that may come later.
     *
     * @param absent the value until there is one
     * @throws IOException if it is there and cannot be read or is wrong
     */
    public static <T> WatchedFile<T> openOptional(Path file, T absent, Parser<T> parser)
            throws IOException {
        try {
            return open(file, parser);
        } catch (NoSuchFileException e) {
            if (Files.exists(file)) {
                throw e;
            }
            return new WatchedFile<>(file, parser, absent, null);
        }
    }

    /** The last value that was read. */
    public T current() {
        return current;
    }

    public Path path() {
        return file;
    }

    /** Reads the file if it changed; true if there is a new value. Blocks for the disk. */
    public synchronized boolean refresh() {
        Stamp stamp;
        try {
            stamp = Stamp.of(file);
        } catch (IOException e) {
            reportOnce(Stamp.MISSING, "cannot be read", e);
            return false;
        }
        if (stamp.equals(seen)) {
            return false;
        }
        try {
            current = parser.parse(file);
            seen = stamp;
            LOG.info("read {} again", file);
            return true;
        } catch (IOException e) {
            reportOnce(stamp, "is wrong", e);
            return false;
        }
    }

    private void reportOnce(Stamp stamp, String what, IOException cause) {
        boolean neverThere = seen == null && stamp.equals(Stamp.MISSING);
        if (!neverThere && !stamp.equals(seen)) {
            LOG.error("{} {}; its last value stays in force: {}", file, what, cause.getMessage());
            seen = stamp;
        }
    }

    /** What tells one state of a file from another. */
    private record Stamp(@Nullable FileTime modified, long size, @Nullable Object key) {

        static final Stamp MISSING = new Stamp(null, -1, null);

        static Stamp of(Path file) throws IOException {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new Stamp(
                    attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
        }
    }
}
