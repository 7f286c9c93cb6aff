package org.domainstats.access;

import org.domainstats.base.WatchedFile;
import org.domainstats.http.AccessTokens;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/** The file of tokens while a server runs: read again when it changes, and changed by pages. */
public final class TokenFile {

    private final WatchedFile<AccessTokens> file;

    /** What is made of the tokens in a file. */
    @FunctionalInterface
    public interface Change {
        AccessTokens of(AccessTokens tokens) throws IOException;
    }

    private TokenFile(WatchedFile<AccessTokens> file) {
        this.file = file;
    }

    /**
     * Reads the file.
     *
     * @throws IOException if it cannot be read or is wrong
     */
    public static TokenFile open(Path path) throws IOException {
        return new TokenFile(WatchedFile.open(path, AccessTokens::parse));
    }

    public AccessTokens current() {
        return file.current();
    }

    public Path path() {
        return file.path();
    }

    /** Reads the file again if it changed; true if there is a new value. Blocks. */
    public boolean refresh() {
        return file.refresh();
    }

    /** Changes the file, and has the change in force at once. Blocks. */
    void change(Change change) throws IOException {
        change(file.path(), change);
        file.refresh();
    }

    /**
     * Reads a file, changes what it says and replaces it. Of two processes that do so at the same
     * moment the second starts from what the first one wrote: a token that one of them revokes does
     * not come back with the other's.
     */
    public static synchronized void change(Path path, Change change) throws IOException {
        if (!Files.exists(path)) {
            change.of(AccessTokens.NONE).write(path);
            return;
        }
        while (!changeLocked(path, change)) {
            // Another process has replaced the file while this one waited for the lock.
            Thread.onSpinWait();
        }
    }

    private static boolean changeLocked(Path path, Change change) throws IOException {
        Object before = key(path);
        try (FileChannel channel =
                        FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            if (!lock.isValid() || !Objects.equals(before, key(path))) {
                return false;
            }
            change.of(AccessTokens.parse(path)).write(path);
            return true;
        }
    }

    private static Object key(Path path) throws IOException {
        return Objects.requireNonNullElse(
                Files.readAttributes(path, BasicFileAttributes.class).fileKey(), path);
    }
}
