package org.domainstats.sqlite;

import org.sqlite.SQLiteJDBCLoader;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;

/**
 * SQLite's native library, unpacked beside the jars by the build. sqlite-jdbc itself unpacks it at
 * each start, which takes a tenth of that, and a process that is killed leaves the file in the
 * folder for temporary files, where each later start goes through all of them.
 */
final class SqliteLibrary {

    private SqliteLibrary() {}

    /**
     * Loads the unpacked library if it lies there and fits this system, as it does not where libc
     * is another one; else sqlite-jdbc does as it always does.
     */
    static void loadUnpacked() {
        CodeSource source = SQLiteJDBCLoader.class.getProtectionDomain().getCodeSource();
        if (source == null
                || source.getLocation() == null
                || System.getProperty("org.sqlite.lib.path") != null) {
            return;
        }
        try {
            loadFrom(Path.of(source.getLocation().toURI()).resolveSibling(fileName()));
        } catch (URISyntaxException | IllegalArgumentException e) {
            // The jar is no file.
        }
    }

    /** The program is given native access, as sqlite-jdbc needs it in any case. */
    @SuppressWarnings("restricted")
    private static void loadFrom(Path file) {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            System.load(file.toString());
        } catch (UnsatisfiedLinkError e) {
            return;
        }
        // It loads the same file again, which is nothing, and looks for copies that others left
        // here.
        System.setProperty("org.sqlite.lib.path", String.valueOf(file.getParent()));
        System.setProperty("org.sqlite.lib.name", String.valueOf(file.getFileName()));
        System.setProperty("org.sqlite.tmpdir", String.valueOf(file.getParent()));
    }

    /** As the build of {@code app} names it. */
    static String fileName() {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Mac" : "Linux";
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch64" : "x86_64";
        return "libsqlitejdbc-"
                + system
                + "-"
                + machine
                + (system.equals("Mac") ? ".dylib" : ".so");
    }
}
