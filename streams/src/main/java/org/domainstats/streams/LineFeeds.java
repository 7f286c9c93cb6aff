package org.domainstats.streams;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Finds line feeds and the ends of holes, eight bytes at a time: byte by byte it was a fifth of the
 * time that reading a log of JSON takes.
 */
final class LineFeeds {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH_LINE_FEED = 0x0a0a0a0a0a0a0a0aL;
    private static final long EACH_LOWEST_BIT = 0x0101010101010101L;
    private static final long EACH_HIGHEST_BIT = 0x8080808080808080L;

    private LineFeeds() {}

    /** Where the next one is between two places; the end if there is none. */
    static int next(byte[] bytes, int from, int end) {
        int at = from;
        for (; at + Long.BYTES <= end; at += Long.BYTES) {
            long differing = (long) LONGS.get(bytes, at) ^ EACH_LINE_FEED;
            // The lowest bit that is set belongs to the first byte that is zero.
            long found = (differing - EACH_LOWEST_BIT) & ~differing & EACH_HIGHEST_BIT;
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    /** Where the first byte between two places is that is not zero; the end if there is none. */
    static int behindZeros(byte[] bytes, int from, int end) {
        int at = from;
        while (at + Long.BYTES <= end && (long) LONGS.get(bytes, at) == 0) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] == 0) {
            at++;
        }
        return at;
    }
}
