package org.domainstats.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Whether the write-ahead log still has what SQLite believes that it has, by the index that all
 * connections share (https://sqlite.org/walformat.html). A log that was cut off or overwritten is
 * no log at the next start: all that was committed into it would be lost.
 */
final class WriteAheadLogContent implements AutoCloseable {

    /** The index begins with two copies of its header. */
    private static final int INDEX_HEADER = 48;

    private static final int INITIALISED = 12;
    private static final int FRAMES = 16;
    private static final int INDEX_SALT = 32;

    private static final int LOG_HEADER = 32;
    private static final int PAGE_SIZE = 8;
    private static final int LOG_SALT = 16;

    private static final int FRAME_HEADER = 24;
    private static final int FRAME_SALT = 8;
    private static final int SALT = 8;

    /** Another connection may write meanwhile. */
    private static final int ATTEMPTS = 5;

    private final Path log;
    private final Path index;

    /**
     * Open until the end: closing any descriptor of a file drops all POSIX locks that the process
     * has on it, and SQLite's are on the index.
     */
    private final List<RandomAccessFile> indexes = new ArrayList<>();

    private @Nullable Object indexKey;

    /** Open, since a process may have no descriptor left when it has to look. */
    private @Nullable RandomAccessFile openLog;

    private @Nullable Object openLogKey;

    WriteAheadLogContent(Path log, Path index) {
        this.log = log;
        this.index = index;
    }

    /**
     * Two files are read, some microseconds.
     *
     * @param logKey tells the log that is there now from others
     */
    synchronized boolean isWhole(Object logKey) throws IOException {
        if (!Files.exists(index)) {
            // Where nobody is connected just now, or without shared memory.
            return true;
        }
        RandomAccessFile open = index();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            byte[] before = read(open, 0, 2 * INDEX_HEADER);
            if (!isSettled(before)) {
                continue;
            }
            boolean whole = hasAll(before, logKey);
            if (whole || Arrays.equals(before, read(open, 0, 2 * INDEX_HEADER))) {
                return whole;
            }
        }
        return true;
    }

    private RandomAccessFile index() throws IOException {
        @Nullable Object key = Files.readAttributes(index, BasicFileAttributes.class).fileKey();
        if (indexes.isEmpty() || key == null || !key.equals(indexKey)) {
            indexes.add(new RandomAccessFile(index.toFile(), "r"));
            indexKey = key;
        }
        return indexes.getLast();
    }

    private RandomAccessFile log(Object key) throws IOException {
        RandomAccessFile open = openLog;
        if (open == null || !key.equals(openLogKey)) {
            closeLog();
            open = new RandomAccessFile(log.toFile(), "r");
            openLog = open;
            openLogKey = key;
        }
        return open;
    }

    /** SQLite has no lock on it, so that a descriptor of it may be closed. */
    private void closeLog() throws IOException {
        if (openLog != null) {
            openLog.close();
            openLog = null;
        }
    }

    private static boolean isSettled(byte[] index) {
        return index.length == 2 * INDEX_HEADER
                && index[INITIALISED] != 0
                && Arrays.equals(index, 0, INDEX_HEADER, index, INDEX_HEADER, 2 * INDEX_HEADER);
    }

    /** Header and last frame are of the same generation of the log, which salts tell. */
    private boolean hasAll(byte[] index, Object logKey) throws IOException {
        long frames = ByteBuffer.wrap(index).order(ByteOrder.nativeOrder()).getInt(FRAMES);
        if (frames == 0) {
            return true;
        }
        byte[] salt = Arrays.copyOfRange(index, INDEX_SALT, INDEX_SALT + SALT);
        RandomAccessFile file = log(logKey);
        byte[] header = read(file, 0, LOG_HEADER);
        if (header.length < LOG_HEADER || !isAt(header, LOG_SALT, salt)) {
            return false;
        }
        long pageSize = Integer.toUnsignedLong(ByteBuffer.wrap(header).getInt(PAGE_SIZE));
        long last = LOG_HEADER + (frames - 1) * (FRAME_HEADER + pageSize);
        byte[] frame = read(file, last, FRAME_HEADER);
        return frame.length == FRAME_HEADER
                && isAt(frame, FRAME_SALT, salt)
                && file.length() >= last + FRAME_HEADER + pageSize;
    }

    private static boolean isAt(byte[] bytes, int place, byte[] salt) {
        return Arrays.equals(bytes, place, place + SALT, salt, 0, SALT);
    }

    /** As many bytes as there are. */
    private static byte[] read(RandomAccessFile file, long from, int length) throws IOException {
        byte[] bytes = new byte[length];
        file.seek(from);
        int read = 0;
        for (int more = 0; more >= 0 && read < length; read += Math.max(0, more)) {
            more = file.read(bytes, read, length - read);
        }
        return read == length ? bytes : Arrays.copyOf(bytes, read);
    }

    @Override
    public synchronized void close() throws IOException {
        for (RandomAccessFile each : indexes) {
            each.close();
        }
        indexes.clear();
        indexKey = null;
        closeLog();
    }
}
