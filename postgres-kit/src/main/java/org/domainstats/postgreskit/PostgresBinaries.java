package org.domainstats.postgreskit;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.domainstats.processkit.ProgramCommand;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** PostgreSQL's programs, as they come in a jar of the class path. */
final class PostgresBinaries {

    private static final String ARCHIVE = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** Unpacks them below a folder that exists; {@code bin} is there then. */
    static void unpack(Path folder) throws IOException {
        InputStream archive = PostgresBinaries.class.getResourceAsStream(ARCHIVE);
        if (archive == null) {
            throw new IOException("no PostgreSQL for this platform in the class path: " + ARCHIVE);
        }
        try (archive;
                TarArchiveInputStream tar =
                        new TarArchiveInputStream(decompressed(archive, folder))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, folder);
            }
        }
    }

    /** By the program of the system, if there is one: it takes a tenth of the time. */
    private static InputStream decompressed(InputStream archive, Path folder) throws IOException {
        if (!ProgramCommand.isInstalled("xz")) {
            return new XZCompressorInputStream(new BufferedInputStream(archive));
        }
        Path copy = folder.resolveSibling("postgres.txz");
        Files.copy(archive, copy);
        return new BufferedInputStream(
                ProgramCommand.of("xz", "--decompress", "--stdout", copy.toString())
                        .start()
                        .getInputStream());
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path folder)
            throws IOException {
        Path path = folder.resolve(entry.getName()).normalize();
        if (!path.startsWith(folder)) {
            throw new IOException("leads out of its folder: " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            boolean executable = (entry.getMode() & 0100) != 0;
            Files.setPosixFilePermissions(
                    path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
        }
    }
}
