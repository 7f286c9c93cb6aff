package org.domainstats.storepostgres;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file of notes: one byte that says whether the note stands, the claim, the time, the site. The
 * first note whose byte is zero ends the file.
 */
final class UnsaidFile {

    private static final byte END = 0;
    private static final byte STANDS = 1;
    private static final byte CROSSED_OUT = 2;

    /** The byte, two numbers, and the length of the site. */
    private static final int HEAD = 1 + 2 * Long.BYTES + Short.BYTES;

    private final Path path;
    private final MappedByteBuffer notes;
    private final AtomicInteger standing = new AtomicInteger();

    private UnsaidFile(Path path, MappedByteBuffer notes) {
        this.path = path;
        this.notes = notes;
    }

    /** Makes a file whose blocks are all there: a mapped file that has none kills the process. */
    static UnsaidFile create(Path path, int size) throws IOException {
        Files.deleteIfExists(path);
        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
        Files.write(path, new byte[size]);
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new UnsaidFile(path, file.map(FileChannel.MapMode.READ_WRITE, 0, size));
        }
    }

    /** Adds what still stands in a file of an earlier process. */
    static void read(Path path, Map<Long, Map<String, Long>> into) throws IOException {
        ByteBuffer notes = ByteBuffer.wrap(Files.readAllBytes(path));
        while (notes.remaining() > HEAD) {
            byte state = notes.get();
            long claim = notes.getLong();
            long millis = notes.getLong();
            int length = notes.getShort();
            if (state == END || length < 0 || length > notes.remaining()) {
                return;
            }
            byte[] site = new byte[length];
            notes.get(site);
            if (state == STANDS) {
                into.computeIfAbsent(claim, _ -> new LinkedHashMap<>())
                        .put(new String(site, StandardCharsets.US_ASCII), millis);
            }
        }
    }

    Path path() {
        return path;
    }

    /** Writes a note; null if there is no room. For one thread at a time. */
    @Nullable Note write(long claim, long millis, String site) {
        byte[] name = site.getBytes(StandardCharsets.US_ASCII);
        int at = notes.position();
        if (notes.remaining() <= HEAD + name.length) {
            return null;
        }
        notes.put(END).putLong(claim).putLong(millis).putShort((short) name.length).put(name);
        // Of an earlier use of the file.
        notes.put(notes.position(), END);
        standing.incrementAndGet();
        notes.put(at, STANDS);
        return new Note(this, at);
    }

    /** Whether no note stands. */
    boolean isDone() {
        return standing.get() == 0;
    }

    void clear() {
        notes.put(0, END);
        notes.position(0);
    }

    /** A note, which is crossed out once. */
    static final class Note {

        private final UnsaidFile file;
        private final int at;
        private final AtomicBoolean stands = new AtomicBoolean(true);

        private Note(UnsaidFile file, int at) {
            this.file = file;
            this.at = at;
        }

        void crossOut() {
            if (stands.compareAndSet(true, false)) {
                file.notes.put(at, CROSSED_OUT);
                file.standing.decrementAndGet();
            }
        }
    }
}
