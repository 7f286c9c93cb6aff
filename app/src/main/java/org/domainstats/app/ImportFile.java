package org.domainstats.app;

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
 * A file to be imported, plain, gzip or zip by its first bytes, whatever its name. Counts the bytes
 * read of it.
 */
final class ImportFile implements AutoCloseable {

    private static final Pattern UPDATE = Pattern.compile("(\\d{1,6})/(\\d{1,6})\\.txt(?:\\.gz)?$");

    private final Path path;
    private final long size;
    private final Counting counting;
    private final InputStream content;

    private ImportFile(Path path) throws IOException {
        this.path = path;
        this.size = Files.size(path);
        this.counting = new Counting(Files.newInputStream(path));
        this.content = unpacked(new BufferedInputStream(counting, 1 << 16));
    }

    static ImportFile open(Path path) {
        try {
            return new ImportFile(path);
        } catch (IOException e) {
            throw new CommandException("cannot read " + path + ": " + ErrorMessages.reason(e), e);
        }
    }

    private static InputStream unpacked(BufferedInputStream in) throws IOException {
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

    InputStream content() {
        return content;
    }

    /** How much of the file was read, from 0 to 1. */
    double progress() {
        return size == 0 ? 1 : Math.min(1, (double) counting.read / size);
    }

    /**
     * The version that the path of one of the original's updates names, as {@code 1/17.txt} does.
     */
    static Optional<FeedVersion> version(Path path) {
        Matcher update = UPDATE.matcher(path.toAbsolutePath().toString().replace('\\', '/'));
        return update.find()
                ? Optional.of(
                        new FeedVersion(
                                Integer.parseInt(update.group(1)),
                                Integer.parseInt(update.group(2))))
                : Optional.empty();
    }

    @Override
    public void close() {
        try {
            content.close();
        } catch (IOException e) {
            throw new CommandException("cannot close " + path + ": " + ErrorMessages.reason(e), e);
        }
    }

    private static final class Counting extends FilterInputStream {

        private long read;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int octet = super.read();
            read += octet < 0 ? 0 : 1;
            return octet;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            read += Math.max(0, count);
            return count;
        }
    }
}
