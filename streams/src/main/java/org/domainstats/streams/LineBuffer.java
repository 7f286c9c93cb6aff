package org.domainstats.streams;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a log that were read and not yet enriched. */
final class LineBuffer {

    /** Longer ones are passed through unread. EVE's longest have some hundred kilobytes. */
    static final int LONGEST_LINE = 1 << 20;

    private final byte[] bytes = new byte[LONGEST_LINE];
    private int length;

    /** Reads what there is, at least one byte. False at the end. */
    boolean fill(InputStream in) throws IOException {
        int read = in.read(bytes, length, bytes.length - length);
        length += Math.max(0, read);
        return read >= 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Forgets the first bytes. */
    void consume(int count) {
        length -= count;
        System.arraycopy(bytes, count, bytes, 0, length);
    }
}
