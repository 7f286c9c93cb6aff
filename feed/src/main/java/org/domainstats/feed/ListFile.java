package org.domainstats.feed;

import org.domainstats.model.FeedVersion;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * A list of domains in a file, plain, gzip or zip by its first bytes, whatever its name. Counts the
 * bytes read of it.
 */
public final class ListFile implements AutoCloseable {

    private static final Pattern UPDATE = Pattern.compile("(\\d{1,6})/(\\d{1,6})\\.txt(?:\\.gz)?$");

    /** Hundreds of lists of a million; what inflates to more is no list. */
    private static final long MAX_INFLATED = 4L << 30;

    private final long size;
    private final Counting raw;
    private final BufferedInputStream content;

    private ListFile(Path path) throws IOException {
        this.size = Files.size(path);
        this.raw = new Counting(Files.newInputStream(path), Long.MAX_VALUE);
        InputStream inflated = inflate(new BufferedInputStream(raw, 1 << 16));
        this.content = new BufferedInputStream(new Counting(inflated, MAX_INFLATED), 1 << 16);
    }

    /**
     * Opens a file.
     *
     * @throws IOException if it cannot be read, or is an archive without a file in it
     */
    public static ListFile open(Path path) throws IOException {
        return new ListFile(path);
    }

    private static InputStream inflate(BufferedInputStream in) throws IOException {
        in.mark(4);
        int first = in.read();
        int second = in.read();
        in.reset();
        if (first == 0x1f && second == 0x8b) {
            return new GZIPInputStream(in, 1 << 16);
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

    /**
     * The version that the path of one of the original's updates names, as {@code 1/17.txt} does.
     */
    public static Optional<FeedVersion> version(Path path) {
        Matcher update = UPDATE.matcher(path.toAbsolutePath().toString().replace('\\', '/'));
        return update.find()
                ? Optional.of(
                        new FeedVersion(
                                Integer.parseInt(update.group(1)),
                                Integer.parseInt(update.group(2))))
                : Optional.empty();
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    private static final class Counting extends FilterInputStream {

        private final long most;
        private long count;

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
            count += read;
            if (count > most) {
                throw new IOException("more than " + most + " bytes when inflated");
            }
            return result;
        }
    }
}
