package org.domainstats.processkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Folders for the data of one run. */
public final class WorkingFolders {

    private static final System.Logger LOG = System.getLogger(WorkingFolders.class.getName());

    private WorkingFolders() {}

    /**
     * A new folder that is removed when this process ends, after its children have.
     *
     * @param base exists or is made
     */
    public static Path removedAtExit(Path base, String prefix) throws IOException {
        Path folder = Files.createTempDirectory(Files.createDirectories(base), prefix);
        ChildProcesses.atExit(() -> deleteOrSay(folder));
        return folder;
    }

    /** A new folder below Java's temporary one that is removed when this process ends. */
    public static Path removedAtExit(String prefix) throws IOException {
        return removedAtExit(Path.of(System.getProperty("java.io.tmpdir")), prefix);
    }

    private static void deleteOrSay(Path folder) {
        try {
            delete(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "could not remove " + folder, e);
        }
    }

    /** Removes a folder and all below it; does nothing if it is not there. */
    public static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> paths = Files.walk(folder)) {
            deepestFirst = paths.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.delete(path);
        }
    }
}
