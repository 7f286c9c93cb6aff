package org.domainstats.hints;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lines of a stream, as bytes in an array that is used again for the next one. Longer ones are cut
 * out: nobody knows what they are, and they must not fill the memory.
 */
final class BoundedLines {

    static final int LONGEST = 4_096;

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final byte[] block = new byte[BLOCK];
    private final byte[] line = new byte[LONGEST];
    private int from;
    private int to;
    private int length;
    private boolean tooLong;

    BoundedLines(InputStream in) {
        this.in = in;
    }

    /** Reads the next line; null at the end. Its length is in {@link #length}, without its end. */
    byte @Nullable [] next() throws IOException {
        length = 0;
        tooLong = false;
        boolean any = false;
        while (fill()) {
            any = true;
            int end = from;
            while (end < to && block[end] != '\n') {
                end++;
            }
            append(end);
            if (end < to) {
                from = end + 1;
                break;
            }
            from = end;
        }
        if (!any) {
            return null;
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return line;
    }

    private boolean fill() throws IOException {
        if (from == to) {
            from = 0;
            to = Math.max(0, in.read(block));
        }
        return to > 0;
    }

    private void append(int end) {
        int more = end - from;
        if (tooLong || length + more > LONGEST) {
            tooLong = true;
            length = 0;
            return;
        }
        System.arraycopy(block, from, line, length, more);
        length += more;
    }

    int length() {
        return length;
    }

    /** Whether the line was cut out. */
    boolean isTooLong() {
        return tooLong;
    }
}
