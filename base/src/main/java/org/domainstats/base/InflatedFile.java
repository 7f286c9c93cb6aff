package org.domainstats.base;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A file that is plain, gzip or zip by its first bytes, whatever its name; of a zip file, the first
 * file in it. Counts the bytes read of it, and fails past so many inflated ones.
 */
public final class InflatedFile implements AutoCloseable {

    private static final int BLOCK = 1 << 16;

    private final long size;
    private final Counting raw;
    private final BufferedInputStream content;

    private InflatedFile(Path path, long mostInflated) throws IOException {
        this.size = Files.size(path);
        this.raw = new Counting(Files.newInputStream(path), Long.MAX_VALUE);
        try {
            InputStream inflated = inflate(new BufferedInputStream(raw, BLOCK));
            this.content = new BufferedInputStream(new Counting(inflated, mostInflated), BLOCK);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /**
     * Opens a file.
     *
     * @param mostInflated how many bytes may be in it: a small file may inflate to a disk full
     * @throws IOException if it cannot be read, or is an archive without a file in it
     */
    public static InflatedFile open(Path path, long mostInflated) throws IOException {
        return new InflatedFile(path, mostInflated);
    }

    private static InputStream inflate(BufferedInputStream in) throws IOException {
        in.mark(4);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (first == 0x1f && second == 0x8b) {
            return new GZIPInputStream(in, BLOCK);
        }
        if (first == 'P' && second == 'K') {
            ZipInputStream zip = new ZipInputStream(in);
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (!entry.isDirectory()) {
                    return zip;
                }
            }
            throw new IOException("an empty zip file");
        }
        return in;
    }

    /** The inflated content. */
    public BufferedInputStream content() {
        return content;
    }

    /** How much of the file was read, from 0 to 1. */
    public double progress() {
        return size == 0 ? 1 : Math.min(1, (double) raw.count / size);
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Counting extends FilterInputStream {

        private final long most;
        private volatile long count;

        private Counting(InputStream in, long most) {
            super(in);
            this.most = most;
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            return octet < 0 ? octet : add(1, octet);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = super.read(bytes, offset, length);
            return read < 0 ? read : add(read, read);
        }

        private int add(int read, int result) throws IOException {
            // Only the thread that reads adds; others look how far it has come.
            long sum = count + read;
            count = sum;
            if (sum > most) {
                throw new IOException("more than " + most + " bytes when inflated");
            }
            return result;
        }
    }
}
