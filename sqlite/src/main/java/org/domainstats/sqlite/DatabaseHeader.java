package org.domainstats.sqlite;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The header of a database file as it is on the disk (https://sqlite.org/fileformat2.html, section
 * 1.3), whatever SQLite has in memory.
 *
 * @param schemaCookie grows with every change of the schema, and with VACUUM
 * @param applicationId here a random number of each database and of each copy
 */
public record DatabaseHeader(int schemaCookie, int applicationId) {

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = 100;
    private static final int SCHEMA_COOKIE = 40;
    private static final int APPLICATION_ID = 68;

    /** The header, or null if this is no database any more. */
    public static @Nullable DatabaseHeader read(RandomAccessFile file) throws IOException {
        byte[] bytes = new byte[LENGTH];
        file.seek(0);
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
}
