package org.domainstats.base;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Files and folders that nobody but their owner may read: what a network asks about is private.
 * Where the file system knows no such permissions it has its own ways.
 */
public final class PrivateFile {

    private static final Set<PosixFilePermission> FILE =
            PosixFilePermissions.fromString("rw-------");

    private static final Set<PosixFilePermission> FOLDER =
            PosixFilePermissions.fromString("rwx------");

    private PrivateFile() {}

    /** Creates a folder and those above it; one that is there stays as it is. */
    public static void createFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, attributes(folder, FOLDER));
        }
    }

    /**
     * Takes from others what they may do with a folder of ours. One that a link leads to was chosen
     * by its owner, and stays as it is.
     */
    public static void restrictFolder(Path folder) throws IOException {
        if (isPosix(folder)
                && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && !FOLDER.containsAll(Files.getPosixFilePermissions(folder))) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /** Creates an empty file, or takes from others what they may do with one that is there. */
    public static void create(Path file) throws IOException {
        try {
            Files.createFile(file, attributes(file, FILE));
        } catch (FileAlreadyExistsException e) {
            restrict(file);
        }
    }

    /** Takes from others what they may do with a file. */
    public static void restrict(Path file) throws IOException {
        if (isPosix(file)
                && Files.isRegularFile(file)
                && !FILE.containsAll(Files.getPosixFilePermissions(file))) {
            Files.setPosixFilePermissions(file, FILE);
        }
    }

    public static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    public static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
