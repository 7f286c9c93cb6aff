package org.domainstats.feed.publishing;

import org.domainstats.base.AtomicFile;
import org.domainstats.base.AtomicFile.Access;
import org.domainstats.base.Sha256;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes a file of the feed line by line; the file appears once it is complete and synced. */
final class FeedFileWriter {

    private static final int BUFFER = 1 << 16;

    private final OutputStream out;
    private long rows;

    private FeedFileWriter(OutputStream out) {
        this.out = out;
    }

    /** The lines of one file. */
    @FunctionalInterface
    interface Lines {

        void writeTo(FeedFileWriter writer) throws IOException;
    }

    /**
     * A compressed file as it was written.
     *
     * @param sha256 of the compressed bytes
     */
    record Gzip(long size, String sha256, long rows) {}

    /** Writes a gzip file of lines. */
    static Gzip writeGzip(Path target, Lines lines) throws IOException {
        Files.createDirectories(target.getParent());
        MessageDigest digest = Sha256.digest();
        long[] rows = new long[1];
        AtomicFile.write(
                target,
                out -> {
                    OutputStream digested =
                            new DigestOutputStream(new BufferedOutputStream(out, BUFFER), digest);
                    GZIPOutputStream gzip = new GZIPOutputStream(digested, BUFFER);
                    rows[0] = write(gzip, lines);
                    gzip.finish();
                    digested.flush();
                },
                Access.PUBLIC);
        String sha256 = HexFormat.of().formatHex(digest.digest());
        return new Gzip(Files.size(target), sha256, rows[0]);
    }

    /** Writes a plain text file of lines. */
    static void writePlain(Path target, Lines lines) throws IOException {
        Files.createDirectories(target.getParent());
        AtomicFile.write(target, out -> write(out, lines), Access.PUBLIC);
    }

    private static long write(OutputStream out, Lines lines) throws IOException {
        FeedFileWriter writer = new FeedFileWriter(new BufferedOutputStream(out, BUFFER));
        lines.writeTo(writer);
        writer.out.flush();
        return writer.rows;
    }

    void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        rows++;
    }
}
