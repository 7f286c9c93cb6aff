package org.domainstats.streams;

import org.domainstats.base.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a log is known by again when it was renamed, copied or compressed: its first bytes. The
 * number of its inode is not enough, which the next file gets as soon as it is free.
 *
 * @param length of the bytes, some hundred at most
 * @param sha256 of them, in hexadecimal digits
 */
public record LogHead(int length, String sha256) {

    /** Enough for a header of Zeek, whose first lines all logs of one kind share, and a row. */
    static final int LONGEST = 4_096;

    static LogHead of(byte[] bytes, int length) {
        return new LogHead(length, Sha256.hex(Arrays.copyOf(bytes, length)));
    }

    /** Whether a file, compressed or not, begins with the same bytes. */
    boolean isOf(Path file) throws IOException {
        try (InputStream log = LogFiles.open(file)) {
            byte[] head = log.readNBytes(length);
            return head.length == length && equals(of(head, length));
        } catch (IOException e) {
            if (LogFiles.isBroken(e)) {
                return false;
            }
            throw e;
        }
    }
}
