package org.domainstats.processkit;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * A program of this process's class path that starts in half the time, for tests that start it a
 * hundred times. The JVM's cache of loaded classes (JEP 514) takes jars only, so folders of classes
 * are packed first; those of tests are left out.
 */
public final class QuickJava {

    private final ProgramCommand program;

    private QuickJava(ProgramCommand program) {
        this.program = program;
    }

    /**
     * Packs the class path, and makes the cache in one run of the program.
     *
     * @param folder for the jars and the cache
     * @param options of Java
     */
    public static QuickJava train(
            Path folder, String mainClass, List<String> options, Training training)
            throws IOException, InterruptedException {
        Path cache = folder.resolve("classes.aot");
        String classPath = packedClassPath(folder);
        // Now and then Java ends while it makes a cache, and would report it in the working folder.
        List<String> making =
                List.of("-XX:AOTCacheOutput=" + cache, "-XX:ErrorFile=" + folder.resolve("error"));
        training.run(command(classPath, mainClass, with(options, making)));
        return new QuickJava(
                command(
                        classPath,
                        mainClass,
                        Files.exists(cache)
                                ? with(options, List.of("-XX:AOTCache=" + cache))
                                : options));
    }

    /** Runs a program once, to its own end; what it loads by then goes into the cache. */
    @FunctionalInterface
    public interface Training {
        void run(ProgramCommand program) throws IOException, InterruptedException;
    }

    /** The program with these arguments. */
    public ProgramCommand command(String... arguments) {
        return program.with(arguments);
    }

    private static List<String> with(List<String> options, List<String> more) {
        return Stream.concat(options.stream(), more.stream()).toList();
    }

    private static ProgramCommand command(
            String classPath, String mainClass, List<String> options) {
        return ProgramCommand.of(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with(options)
                .with("--enable-native-access=ALL-UNNAMED")
                .with("--sun-misc-unsafe-memory-access=allow")
                // It would warn on standard output of a cache that it cannot use.
                .with("-Xlog:disable", "-cp", classPath, mainClass);
    }

    private static String packedClassPath(Path folder) throws IOException {
        List<String> packed = new ArrayList<>();
        String classPath = System.getProperty("java.class.path");
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            Path path = Path.of(entry);
            if (path.endsWith("test-classes")) {
                continue;
            }
            packed.add(
                    Files.isDirectory(path)
                            ? pack(path, folder.resolve(packed.size() + ".jar")).toString()
                            : entry);
        }
        return String.join(File.pathSeparator, packed);
    }

    private static Path pack(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            out.setLevel(0);
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new ZipEntry(name));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar;
    }
}
