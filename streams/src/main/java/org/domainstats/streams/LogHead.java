package org.domainstats.streams;

import org.domainstats.base.Sha256;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What a log is known by again when it was renamed, copied or compressed: its first bytes behind
 * the hole that it may begin with, which all holes are like. The number of its inode is not enough,
 * which the next file gets as soon as it is free.
 *
 * @param length of the bytes, some hundred at most
 * @param sha256 of them, in hexadecimal digits
 */
public record LogHead(int length, String sha256) {

    /** Enough for a header of Zeek, whose first lines all logs of one kind share, and a row. */
    static final int LONGEST = 4_096;

    private static final int PART = 64 * 1_024;

    static LogHead of(byte[] bytes, int length) {
        return new LogHead(length, Sha256.hex(Arrays.copyOf(bytes, length)));
    }

    boolean isEmpty() {
        return length == 0;
    }

    /** Whether a file, compressed or not, begins with the same bytes. */
    boolean isOf(Path file) throws IOException {
        try (InputStream log = LogFiles.open(file)) {
            byte[] head = behindHole(log);
            return head.length == length && equals(of(head, length));
        } catch (IOException e) {
            if (LogFiles.isBroken(e)) {
                return false;
            }
            throw e;
        }
    }

    private byte[] behindHole(InputStream log) throws IOException {
        byte[] part = new byte[PART];
        int read = -1;
        int start = -1;
        while (start == read && read != 0) {
            read = log.readNBytes(part, 0, PART);
            start = LineFeeds.behindZeros(part, 0, read);
        }
        byte[] head = Arrays.copyOfRange(part, start, Math.min(read, start + length));
        byte[] rest = log.readNBytes(length - head.length);
        byte[] whole = Arrays.copyOf(head, head.length + rest.length);
        System.arraycopy(rest, 0, whole, head.length, rest.length);
        return whole;
    }
}
