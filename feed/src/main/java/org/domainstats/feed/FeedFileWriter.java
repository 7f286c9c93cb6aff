package org.domainstats.feed;

import org.domainstats.model.FeedVersion;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Writes a file of the feed line by line, under another name until it is whole and on the disk. */
final class FeedFileWriter implements AutoCloseable {

    private final Path target;
    private final Path fresh;
    private final MessageDigest digest;
    private final OutputStream out;
    private long rows;

    private FeedFileWriter(Path target, boolean zipped) throws IOException {
        Files.createDirectories(target.toAbsolutePath().getParent());
        this.target = target;
        this.fresh = target.resolveSibling(target.getFileName() + ".new");
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
        OutputStream digested =
                new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(fresh)), digest);
        this.out =
                new BufferedOutputStream(
                        zipped ? new GZIPOutputStream(digested, 1 << 16) : digested, 1 << 16);
    }

    static FeedFileWriter zipped(Path target) throws IOException {
        return new FeedFileWriter(target, true);
    }

    static FeedFileWriter plain(Path target) throws IOException {
        return new FeedFileWriter(target, false);
    }

    void line(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        rows++;
    }

    long rows() {
        return rows;
    }

    /** Ends the file and puts it in its place; what it is to the manifest. */
    FeedFile finish(FeedVersion version, String path) throws IOException {
        out.close();
        sync(fresh);
        FeedFile file =
                new FeedFile(
                        version,
                        path,
                        Files.size(fresh),
                        HexFormat.of().formatHex(digest.digest()),
                        rows);
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return file;
    }

    /** Writes a small file whole. */
    static void write(Path target, byte[] bytes) throws IOException {
        Path fresh = target.resolveSibling(target.getFileName() + ".new");
        Files.write(fresh, bytes);
        sync(fresh);
        Files.move(
                fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        out.close();
        Files.deleteIfExists(fresh);
    }
}
