package org.domainstats.commandline;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The cache of loaded classes that Java writes when this process ends, where the launcher wants
 * one. Later starts of the same command are twice as quick with it.
 */
public final class ClassCache {

    private static final @Nullable String FILE = System.getProperty("domainstats.cache");

    private ClassCache() {}

    /** Marks the cache as worth using: the command did its work, so its classes are loaded. */
    public static void markUsable() {
        if (FILE != null) {
            try {
                Files.write(Path.of(FILE + ".ok"), new byte[0]);
            } catch (IOException e) {
                System.getLogger(ClassCache.class.getName())
                        .log(System.Logger.Level.DEBUG, "later starts stay slow", e);
            }
        }
    }

    /** Java reports on standard output what it writes, but that belongs to the answers. */
    public static void silenceJava() {
        if (FILE != null) {
            System.out.close();
            System.err.close();
        }
    }
}
