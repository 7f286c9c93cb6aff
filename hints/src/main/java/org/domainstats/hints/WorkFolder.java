package org.domainstats.hints;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * A folder for the files of one comparison of zones, some gigabytes. It is removed at the end; that
 * of a process that was killed is removed when the next one is made. A lock, which ends with its
 * process, tells which are in use.
 */
final class WorkFolder implements AutoCloseable {

    private static final String PREFIX = "zone-";
    private static final String LOCK = "lock";

    /** What was made here; a folder with anything else in it is not ours to remove. */
    private static final Pattern OURS = Pattern.compile("lock|added|(?:before|after)-\\d{1,3}");

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes a folder, and removes those of dead processes.
     *
     * @param parent where it and the others are
     */
    static synchronized WorkFolder in(Path parent) throws IOException {
        // Without it, a folder that is not locked yet would look like one of a dead process.
        try (FileChannel guard = openLock(parent.resolve(PREFIX + LOCK));
                FileLock _ = guard.lock()) {
            removeUnused(parent);
            Path path = Files.createTempDirectory(parent, PREFIX);
            FileChannel lock = openLock(path.resolve(LOCK));
            lock.lock();
            return new WorkFolder(path, lock);
        }
    }

    private static FileChannel openLock(Path file) throws IOException {
        return FileChannel.open(
                file,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS);
    }

    private static void removeUnused(Path parent) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfUnused(folder);
                }
            }
        }
    }

    private static void removeIfUnused(Path folder) throws IOException {
        try (FileChannel lock = openLock(folder.resolve(LOCK))) {
            if (lock.tryLock() != null) {
                remove(folder);
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // In use.
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (OURS.matcher(String.valueOf(file.getFileName())).matches()) {
                    Files.delete(file);
                }
            }
        }
        try {
            Files.delete(folder);
        } catch (DirectoryNotEmptyException e) {
            // Somebody else's file is in it.
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        synchronized (WorkFolder.class) {
            remove(path);
            lock.close();
        }
    }
}
