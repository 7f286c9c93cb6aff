package org.domainstats.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The header of a database file as it is on the disk (https://sqlite.org/fileformat2.html, section
 * 1.3), whatever SQLite has in memory.
 *
 * @param schemaCookie grows with every change of the schema, and with VACUUM
 * @param applicationId here a random number of each database and of each backup in the upper 16
 *     bits, its identity; and below them a generation, which grows with the file
 */
public record DatabaseHeader(int schemaCookie, int applicationId) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 100;
    private static final int SCHEMA_COOKIE = 40;
    private static final int APPLICATION_ID = 68;
    private static final int GENERATION_BITS = 16;

    /** The header, or null if this is no database any more. */
    public static @Nullable DatabaseHeader read(RandomAccessFile file) throws IOException {
        return read(file, 0);
    }

    /** The header in a copy of the first page, such as one in a write-ahead log. */
    static @Nullable DatabaseHeader read(RandomAccessFile file, long from) throws IOException {
        byte[] bytes = new byte[LENGTH];
        file.seek(from);
        int read = 0;
        for (int more = 0; more >= 0 && read < LENGTH; read += Math.max(0, more)) {
            more = file.read(bytes, read, LENGTH - read);
        }
        if (read < LENGTH || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            return null;
        }
        ByteBuffer numbers = ByteBuffer.wrap(bytes);
        return new DatabaseHeader(numbers.getInt(SCHEMA_COOKIE), numbers.getInt(APPLICATION_ID));
    }

    /** An id for a new database or backup. */
    static int newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return random.nextInt(1, 1 << (Integer.SIZE - 1 - GENERATION_BITS)) << GENERATION_BITS
                | random.nextInt(1 << GENERATION_BITS);
    }

    /** The id of the next generation. */
    static int next(int id) {
        int generations = (1 << GENERATION_BITS) - 1;
        return (id & ~generations) | ((id + 1) & generations);
    }

    /** What all generations of a database have in common. */
    static int identity(int id) {
        return id >>> GENERATION_BITS;
    }

    int identity() {
        return identity(applicationId);
    }

    /** Whether it is an earlier generation of the same database; of the last 32,768 of them. */
    boolean isOlderThan(DatabaseHeader other) {
        return identity() == other.identity() && (short) (applicationId - other.applicationId) < 0;
    }

    /**
     * Whether a log that begins with another header can be of this file: each checkpoint counts one
     * generation at most, and a file that has none yet was never written to.
     */
    boolean mayBecome(DatabaseHeader logged) {
        return applicationId == 0
                || identity() == logged.identity()
                        && (short) (logged.applicationId - applicationId) <= 1;
    }
}
