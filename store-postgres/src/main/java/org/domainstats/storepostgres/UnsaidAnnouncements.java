package org.domainstats.storepostgres;

import org.domainstats.base.LimitedLog;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.UnsaidFile.Note;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Announcements that this server is about to make, in small files that are mapped into memory: a
 * note before the database is asked, crossed out when the answer goes to its client. What is
 * written into a mapped file outlives the process, so that after a kill the next start finds what
 * was committed and never said; it costs no system call. A power failure may take the notes away:
 * what they named then counts as said.
 */
final class UnsaidAnnouncements implements AutoCloseable {

    /** Some 25,000 names each. */
    private static final int FILE_SIZE = 1 << 20;

    /** More names are not on their way at a time; what comes on top is not noted. */
    private static final int MOST_FILES = 16;

    private static final String LOCK = "unsaid.lock";
    private static final String FILES = "unsaid-*.bin";

    private final LimitedLog log =
            new LimitedLog(LoggerFactory.getLogger(UnsaidAnnouncements.class));
    private final @Nullable Path folder;
    private final @Nullable FileChannel lock;
    private final List<UnsaidFile> files = new ArrayList<>();
    private final Map<String, Note> unsaid = new ConcurrentHashMap<>();
    private int number;

    private UnsaidAnnouncements(@Nullable Path folder, @Nullable FileChannel lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /** For a command, which says what it learns at once. */
    static UnsaidAnnouncements none() {
        return new UnsaidAnnouncements(null, null);
    }

    /**
     * Notes of a server.
     *
     * @throws StoreException if the folder cannot be used
     */
    static UnsaidAnnouncements in(Path folder) {
        try {
            FileChannel lock =
                    FileChannel.open(
                            folder.resolve(LOCK),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (!isFree(lock)) {
                lock.close();
                throw new StoreException(
                        folder + " is used by another server; give each --data of its own");
            }
            return new UnsaidAnnouncements(folder, lock);
        } catch (IOException e) {
            throw new StoreException(folder + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static boolean isFree(FileChannel file) throws IOException {
        try {
            return file.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            // A store of this process holds it.
            return false;
        }
    }

    /** What an earlier process left, by claim: the sites, and when they were asked about. */
    Map<Long, Map<String, Long>> left() {
        Map<Long, Map<String, Long>> left = new HashMap<>();
        for (Path file : leftFiles()) {
            try {
                UnsaidFile.read(file, left);
            } catch (IOException e) {
                throw new StoreException(file + " cannot be read: " + e.getMessage(), e);
            }
        }
        return left;
    }

    /** Removes what an earlier process left, which is settled. */
    void forgetLeft() {
        for (Path file : leftFiles()) {
            try {
                Files.delete(file);
            } catch (IOException e) {
                throw new StoreException(file + " cannot be removed: " + e.getMessage(), e);
            }
        }
    }

    private List<Path> leftFiles() {
        List<Path> found = new ArrayList<>();
        if (folder != null) {
            try (DirectoryStream<Path> each = Files.newDirectoryStream(folder, FILES)) {
                each.forEach(found::add);
            } catch (IOException e) {
                throw new StoreException(folder + " cannot be read: " + e.getMessage(), e);
            }
        }
        return found;
    }

    /** Notes, before the database is asked, which sites a claim may announce. */
    synchronized Map<String, Note> note(long claim, Map<String, Long> asked) {
        Map<String, Note> notes = HashMap.newHashMap(asked.size());
        if (folder != null) {
            asked.forEach(
                    (site, millis) -> {
                        @Nullable Note note = write(claim, site, millis);
                        if (note != null) {
                            notes.put(site, note);
                        }
                    });
        }
        return notes;
    }

    private @Nullable Note write(long claim, String site, long millis) {
        @Nullable Note note = files.isEmpty() ? null : files.getLast().write(claim, millis, site);
        return note == null && nextFile() ? files.getLast().write(claim, millis, site) : note;
    }

    /** The oldest file of which everything is said is used again. */
    private boolean nextFile() {
        for (int i = 0; i < files.size() - 1; i++) {
            if (files.get(i).isDone()) {
                UnsaidFile again = files.remove(i);
                again.clear();
                files.add(again);
                return true;
            }
        }
        if (folder == null || files.size() >= MOST_FILES) {
            return false;
        }
        try {
            files.add(UnsaidFile.create(folder.resolve("unsaid-" + number++ + ".bin"), FILE_SIZE));
            return true;
        } catch (IOException e) {
            log.error("note", e, "announcements are not noted: a kill may lose some");
            return false;
        }
    }

    /** Keeps the note of an announcement that was won, until it is said. */
    void won(String site, Note note) {
        unsaid.put(site, note);
    }

    /** Crosses out announcements that go to their clients now. Never blocks. */
    void said(Collection<String> sites) {
        if (folder != null) {
            sites.forEach(site -> crossOut(unsaid.remove(site)));
        }
    }

    private static void crossOut(@Nullable Note note) {
        if (note != null) {
            note.crossOut();
        }
    }

    /** The notes of some sites as they are now. */
    Map<String, Note> find(Collection<String> sites) {
        Map<String, Note> found = new HashMap<>();
        for (String site : sites) {
            @Nullable Note note = unsaid.get(site);
            if (note != null) {
                found.put(site, note);
            }
        }
        return found;
    }

    /** Crosses out announcements that were taken back. */
    void takenBack(Map<String, Note> notes) {
        notes.forEach(
                (site, note) -> {
                    unsaid.remove(site, note);
                    note.crossOut();
                });
    }

    /** What was never said stays noted for the next start. */
    @Override
    public void close() {
        for (UnsaidFile file : files) {
            if (file.isDone()) {
                try {
                    Files.deleteIfExists(file.path());
                } catch (IOException e) {
                    log.warn(
                            "remove",
                            e,
                            "could not delete {}, which holds nothing any more",
                            file.path());
                }
            }
        }
        try {
            if (lock != null) {
                lock.close();
            }
        } catch (IOException e) {
            log.warn("unlock", e, "could not release {}; the end of the process does", LOCK);
        }
    }
}
