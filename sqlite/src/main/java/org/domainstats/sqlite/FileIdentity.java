package org.domainstats.sqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * Whether a database file and its write-ahead log are still the ones that were opened. What is
 * written to a file that was removed, replaced or overwritten is lost with the process that has it
 * open, so it must not be announced.
 */
public final class FileIdentity {

    private static final System.Logger LOG = System.getLogger(FileIdentity.class.getName());

    private final Path path;
    private final String consequence;
    private final Path log;
    private volatile @Nullable Object key;
    private volatile @Nullable FileContent content;
    private final WriteAheadLogContent writeAheadLog;
    private volatile @Nullable Object logKey;
    private volatile boolean logLost;
    private volatile boolean reported;
    private volatile boolean unchecked;

    /**
     * @param consequence what it means for users that it is another one, as half a sentence
     */
    public FileIdentity(Path path, String consequence) {
        this.path = path;
        this.consequence = consequence;
        this.log = path.resolveSibling(path.getFileName() + "-wal");
        this.writeAheadLog =
                new WriteAheadLogContent(log, path.resolveSibling(path.getFileName() + "-shm"));
    }

    /**
     * Takes the file that is at the path now for the one that was opened.
     *
     * @param id its application id
     */
    public void remember(int id) {
        try {
            BasicFileAttributes attributes = attributes(path);
            key = attributes.fileKey();
            content = FileContent.of(path, attributes, id);
        } catch (IOException e) {
            throw new StoreException(path + ": cannot be read again after it was opened", e);
        }
    }

    /**
     * Checks that it still is; two calls of the system, some microseconds.
     *
     * @throws StoreException if the file was removed, replaced or overwritten
     */
    public void verify() {
        try {
            check();
        } catch (IOException e) {
            throw new StoreException(path + ": cannot be checked: " + e.getMessage(), e);
        }
    }

    /**
     * The same for what is committed. Where the check cannot be made, the commit is good: to fail
     * it would leave a contact that is known, and announced to nobody.
     *
     * @throws StoreException if the file was removed, replaced or overwritten
     */
    void verifyCommitted() {
        try {
            check();
            unchecked = false;
        } catch (IOException e) {
            if (!unchecked) {
                unchecked = true;
                LOG.log(
                        System.Logger.Level.WARNING,
                        path + ": cannot be checked after a commit, which counts as good",
                        e);
            }
        }
    }

    /**
     * One after the other: what one thread has read of the file before a checkpoint would look like
     * a copy from before to the thread that compares it with what another has read since.
     */
    private synchronized void check() throws IOException {
        @Nullable Object expected = key;
        if (expected == null) {
            return;
        }
        try {
            BasicFileAttributes attributes = attributes(path);
            if (!expected.equals(attributes.fileKey())) {
                throw replaced();
            }
            FileContent opened = content;
            if (opened != null && !opened.isSame(attributes)) {
                throw overwritten();
            }
            verifyLog();
            reported = false;
        } catch (NoSuchFileException e) {
            throw fault("was removed");
        }
    }

    /**
     * It is made by the first who reads or writes, and stays until the last one closes. Once it was
     * lost, what was in it stays lost.
     */
    private void verifyLog() throws IOException {
        @Nullable Object expected = logKey;
        if (expected == null) {
            logKey = Files.exists(log) ? key(log) : null;
        } else if (!Files.exists(log) || !expected.equals(key(log))) {
            logLost = true;
        } else if (!writeAheadLog.isWhole(expected)) {
            logLost = true;
        }
        if (logLost) {
            throw fault("lost its write-ahead log");
        }
    }

    /** See {@link FileContent#isToCount}. */
    public boolean isToCount() {
        FileContent opened = content;
        return opened != null && opened.isToCount();
    }

    /** See {@link FileContent#counted}. */
    public void counted() {
        FileContent opened = content;
        if (opened != null) {
            opened.counted();
        }
    }

    /** To be called when connections are closed: the last one takes the log away. */
    public void forgetLog() {
        logKey = null;
    }

    /** To be called when all connections are closed. */
    public void close() {
        FileContent opened = content;
        if (opened != null) {
            try {
                opened.close();
                writeAheadLog.close();
            } catch (IOException e) {
                throw new StoreException(path + ": cannot be closed", e);
            }
        }
    }

    private StoreException fault(String what) {
        return report(
                path
                        + " "
                        + what
                        + " while it was in use; put it back or restart, until then "
                        + consequence);
    }

    private StoreException replaced() {
        return report(
                path
                        + " was replaced while it was in use; until it is back "
                        + consequence
                        + ". To go on with the new one, stop the server, remove "
                        + log.getFileName()
                        + " and start again");
    }

    private StoreException overwritten() {
        return report(
                path
                        + " was overwritten while it was in use; from now on "
                        + consequence
                        + ". Stop the server, remove "
                        + log.getFileName()
                        + ", put a backup in place and start again");
    }

    private StoreException report(String message) {
        if (!reported) {
            reported = true;
            LOG.log(System.Logger.Level.ERROR, message);
        }
        return new StoreException(message);
    }

    /** Null where the file system knows no such thing. */
    private static @Nullable Object key(Path file) throws IOException {
        return attributes(file).fileKey();
    }

    private static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class);
    }
}
