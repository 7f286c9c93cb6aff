package org.domainstats.sqlite;

import org.domainstats.base.PrivateFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The data folder, which only its owner may enter. One that an older version, or a person, made for
 * others to read is taken from them, with all files in it, and that is logged.
 */
public final class PrivateFolder {

    private static final System.Logger LOG = System.getLogger(PrivateFolder.class.getName());

    private static final Set<PosixFilePermission> OWNER =
            PosixFilePermissions.fromString("rwx------");

    /** What a community publishes lies below: others may pass, but not look around. */
    private static final Set<PosixFilePermission> PASSABLE =
            PosixFilePermissions.fromString("rwx--x--x");

    private static final String PUBLIC = "public";

    /** The folders that the program makes in a data folder. */
    private static final Set<String> OWN_FOLDERS = Set.of(PUBLIC, "feed-staging");

    private PrivateFolder() {}

    /**
     * Creates a folder and those above it, or takes one from others that holds the database.
     *
     * @throws IOException if it cannot be created
     */
    public static void prepare(Path folder, Path database) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder, PrivateFile.attributes(folder, OWNER));
        } else if (PrivateFile.isPosix(folder) && Files.exists(database)) {
            try {
                restrict(folder);
            } catch (IOException e) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "{0} cannot be taken from others: {1}; run: chmod 700 {0}",
                        folder,
                        String.valueOf(e.getMessage()));
            }
        }
    }

    private static void restrict(Path folder) throws IOException {
        Set<PosixFilePermission> before = Files.getPosixFilePermissions(folder);
        List<Path> entries = entries(folder);
        boolean publishes = entries.contains(folder.resolve(PUBLIC));
        Set<PosixFilePermission> after = EnumSet.copyOf(publishes ? PASSABLE : OWNER);
        after.retainAll(before);
        if (after.equals(before)) {
            return;
        }
        if (!entries.stream().allMatch(PrivateFolder::isOurs)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} is open to others ({1}) and left so, as it holds other folders; give --data"
                            + " a folder of its own",
                    folder,
                    PosixFilePermissions.toString(before));
            return;
        }
        for (Path entry : entries) {
            if (Files.isRegularFile(entry, LinkOption.NOFOLLOW_LINKS)) {
                PrivateFile.restrict(entry);
            }
        }
        Files.setPosixFilePermissions(folder, after);
        LOG.log(
                System.Logger.Level.WARNING,
                "{0} was open to others ({1}); it is for its owner alone now ({2}), with its files",
                folder,
                PosixFilePermissions.toString(before),
                PosixFilePermissions.toString(after));
    }

    private static List<Path> entries(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList();
        }
    }

    /** A folder with others in it, such as a home, is not for the data alone. */
    private static boolean isOurs(Path entry) {
        return !Files.isDirectory(entry) || OWN_FOLDERS.contains(entry.getFileName().toString());
    }
}
