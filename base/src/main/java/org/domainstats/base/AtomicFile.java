package org.domainstats.base;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;

/**
 * Replaces files whole or not at all: a reader, and a start after a crash, finds the old file or
 * the new one. The new one is written beside it, forced to the disk, and renamed.
 */
public final class AtomicFile {

    /** Who may read the file. */
    public enum Access {
        /** Its owner alone. */
        OWNER("rw-------"),
        /** Everybody; its owner writes. */
        PUBLIC("rw-r--r--");

        private final String permissions;

        Access(String permissions) {
            this.permissions = permissions;
        }
    }

    /** Writes what a file is to hold. */
    @FunctionalInterface
    public interface Content {

        /** Writes the whole content; the stream is not buffered, and is closed by the caller. */
        void writeTo(OutputStream out) throws IOException;
    }

    private AtomicFile() {}

    /** Replaces a file by some bytes. */
    public static void write(Path file, byte[] bytes, Access access) throws IOException {
        write(file, out -> out.write(bytes), access);
    }

    /**
     * Replaces a file. Its folder must exist; of a failed attempt nothing remains.
     *
     * @throws IOException if the content or the disk fails; the file is then as it was
     */
    public static void write(Path file, Content content, Access access) throws IOException {
        Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file");
        // A fresh name each time: two writers at once must not write into one temporary file.
        Path temporary = Files.createTempFile(folder, "." + file.getFileName() + ".", ".tmp");
        try {
            if (temporary.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(
                        temporary, PosixFilePermissions.fromString(access.permissions));
            }
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE);
                    OutputStream out = Channels.newOutputStream(channel)) {
                content.writeTo(out);
                out.flush();
                channel.force(true);
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
            sync(folder);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    /** Forces a rename within a folder to the disk, where the system can. */
    public static void sync(Path folder) throws IOException {
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
