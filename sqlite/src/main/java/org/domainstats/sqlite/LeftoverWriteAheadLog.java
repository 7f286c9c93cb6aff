package org.domainstats.sqlite;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A write-ahead log that was left beside a database. SQLite writes whatever it finds there into the
 * file: the log of another database, or of a later state of this one, damages a backup that was put
 * in its place.
 */
final class LeftoverWriteAheadLog {

    private static final int LOG_HEADER = 32;
    private static final int PAGE_SIZE = 8;
    private static final int LOG_SALT = 16;
    private static final int FRAME_HEADER = 24;
    private static final int FRAME_SALT = 8;
    private static final int SALT = 8;

    /** The rest is of the last bits: of big and little ends. */
    private static final int MAGIC = 0x377f0682;

    /** Every log has the header of the database early: see {@link FileContent#isToCount}. */
    private static final int MOST_FRAMES = 1_000;

    private LeftoverWriteAheadLog() {}

    /**
     * Checks that the log is of the file, which nobody of this process has open yet.
     *
     * @throws StoreException if it is not
     */
    static void verify(Path file, Path log) {
        try {
            if (!Files.exists(file) || !Files.exists(log) || Files.size(log) < LOG_HEADER) {
                return;
            }
            @Nullable DatabaseHeader own;
            try (RandomAccessFile database = new RandomAccessFile(file.toFile(), "r")) {
                own = DatabaseHeader.read(database);
            }
            @Nullable DatabaseHeader logged = header(log);
            if (own != null && logged != null && !own.mayBecome(logged)) {
                throw new StoreException(
                        file
                                + ": "
                                + log.getFileName()
                                + " beside it is of another database, or of a later state of this"
                                + " one. If a backup was put in place, remove "
                                + log.getFileName()
                                + " and start again; if not, the file was replaced: bring the right"
                                + " one back");
            }
        } catch (IOException e) {
            throw new StoreException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** The header of the database in its first page in a log; null if it is not in there. */
    private static @Nullable DatabaseHeader header(Path log) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            byte[] head = new byte[LOG_HEADER];
            file.readFully(head);
            ByteBuffer numbers = ByteBuffer.wrap(head);
            int pageSize = numbers.getInt(PAGE_SIZE);
            if ((numbers.getInt(0) & ~1) != MAGIC || pageSize < 512 || pageSize > 65_536) {
                return null;
            }
            long frameSize = (long) FRAME_HEADER + pageSize;
            byte[] frame = new byte[FRAME_HEADER];
            long place = LOG_HEADER;
            for (int i = 0; i < MOST_FRAMES && place + frameSize <= file.length(); i++) {
                file.seek(place);
                file.readFully(frame);
                if (!Arrays.equals(
                        frame, FRAME_SALT, FRAME_SALT + SALT, head, LOG_SALT, LOG_SALT + SALT)) {
                    return null;
                }
                if (ByteBuffer.wrap(frame).getInt(0) == 1) {
                    return DatabaseHeader.read(file, place + FRAME_HEADER);
                }
                place += frameSize;
            }
            return null;
        }
    }
}
