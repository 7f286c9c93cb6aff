package org.domainstats.feed;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * The lines of a feed file, one after the other, blank ones left out. A line that is too long is a
 * bad one. Throws {@link UncheckedIOException} where the stream breaks off.
 */
public final class FeedReader implements Iterator<FeedLine> {

    /** A name of 253 octets, three more fields, and some air. */
    private static final int MAX_LINE = 400;

    private final InputStream in;
    private final FeedFormat format;
    private final byte[] buffer = new byte[MAX_LINE];
    private long number;
    private @Nullable FeedLine next;

    /** More than so many lines have, each with its end: a small file may inflate without end. */
    static long mostBytes(long lines) {
        return (lines + 1) * (MAX_LINE + 2);
    }

    public FeedReader(InputStream in, FeedFormat format) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.format = format;
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = read();
        }
        return next != null;
    }

    @Override
    public FeedLine next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        FeedLine line = next;
        next = null;
        return line;
    }

    /** Spreadsheets and Windows tools begin UTF-8 with a byte order mark, which is no text. */
    private int withoutMark(int length) {
        boolean marked =
                length >= 3
                        && buffer[0] == (byte) 0xef
                        && buffer[1] == (byte) 0xbb
                        && buffer[2] == (byte) 0xbf;
        return marked ? 3 : 0;
    }

    private @Nullable FeedLine read() {
        try {
            while (true) {
                int length = readLine();
                if (length < 0) {
                    return null;
                }
                number++;
                if (length > buffer.length) {
                    return new FeedLine.Bad(number, "longer than " + MAX_LINE + " characters");
                }
                int start = number == 1 ? withoutMark(length) : 0;
                String line = new String(buffer, start, length - start, StandardCharsets.UTF_8);
                if (!line.isBlank()) {
                    return format.parse(line, number);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("line " + (number + 1) + ": " + e.getMessage(), e);
        }
    }

    /** The length of the next line, of which at most a buffer is kept; -1 at the end. */
    private int readLine() throws IOException {
        int length = 0;
        int octet = in.read();
        if (octet < 0) {
            return -1;
        }
        while (octet >= 0 && octet != '\n') {
            if (length < buffer.length) {
                buffer[length] = (byte) octet;
            }
            // One past the buffer says that it was too long, however long it was.
            length = Math.min(length + 1, buffer.length + 1);
            octet = in.read();
        }
        return length > 0 && length <= buffer.length && buffer[length - 1] == '\r'
                ? length - 1
                : length;
    }
}
