package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** The lines of a text file, plain or gzip, each with a bound on its length. */
final class TextLines implements AutoCloseable {

    /** A row of an export has some 200 bytes. */
    private static final int LONGEST_LINE = 65_536;

    private final InputStream in;
    private long number;

    private TextLines(InputStream in) {
        this.in = in;
    }

    static TextLines open(Path path) throws IOException {
        InputStream in = stream(path);
        in.mark(3);
        byte[] mark = in.readNBytes(3);
        boolean bom = mark.length == 3 && mark[0] == (byte) 0xEF && mark[1] == (byte) 0xBB;
        if (!bom) {
            in.reset();
        }
        return new TextLines(in);
    }

    /** The content of a file, unpacked if it is gzip. */
    static InputStream stream(Path path) throws IOException {
        BufferedInputStream file = new BufferedInputStream(Files.newInputStream(path));
        file.mark(2);
        boolean gzip = file.read() == 0x1F && file.read() == 0x8B;
        file.reset();
        return gzip ? new BufferedInputStream(new GZIPInputStream(file)) : file;
    }

    /** The number of the line that was read last, from 1. */
    long number() {
        return number;
    }

    /**
     * The next line; empty text for an empty one.
     *
     * @return null at the end
     * @throws IOException if it cannot be read, or a line is too long to be one
     */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int octet = in.read();
        if (octet < 0) {
            return null;
        }
        number++;
        while (octet >= 0 && octet != '\n') {
            if (line.size() >= LONGEST_LINE) {
                throw new IOException("line " + number + " is longer than " + LONGEST_LINE);
            }
            line.write(octet);
            octet = in.read();
        }
        return line.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
