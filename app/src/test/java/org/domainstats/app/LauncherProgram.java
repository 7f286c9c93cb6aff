package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

import javax.tools.JavaCompiler;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A program for the launcher to start, which says a word and how it was started. */
final class LauncherProgram {

    private static final String PROGRAM =
            """
            package org.domainstats.app;
            public class Main {
                public static void main(String[] arguments) throws Exception {
                    System.out.println("WORD " + String.join(" ", arguments));
                    System.out.println(System.getProperty("java.class.path"));
                    if (arguments[0].equals("serve")) {
                        System.err.println("settings " + System.getenv().keySet().stream()
                                .filter(key -> key.startsWith("DOMAIN_STATS_")).toList());
                    }
                    if (arguments[0].equals("options")) {
                        System.out.println(java.util.List.of(ProcessHandle.current().info().arguments().orElseThrow()));
                    }
                    if (arguments.length > 1 && arguments[1].equals("-")) {
                        System.out.println("input of " + System.in.readAllBytes().length);
                    }
                    if (arguments[0].equals("enrich")) {
                        var all = new java.util.ArrayList<byte[]>();
                        while (true) {
                            all.add(new byte[1_000_000]);
                        }
                    }
                    if ("WORD".equals("cached") && arguments[0].equals("serve") && arguments.length > 1) {
                        System.out.println("ready http://127.0.0.1:1/");
                        Thread.sleep(java.time.Duration.ofMinutes(2)); // ended by the launcher
                    }
                }
            }
            """;

    private static final String CLASS = "org/domainstats/app/Main.class";

    /** Compiled programs by their word. */
    private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();

    private LauncherProgram() {}

    /** Packs the program that says the word. */
    static void write(Path file, String word) throws IOException {
        byte[] program = COMPILED.get(word);
        if (program == null) {
            program = compile(file.resolveSibling("classes"), word);
            COMPILED.put(word, program);
        }
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry(CLASS));
            jar.write(program);
        }
    }

    private static byte[] compile(Path classes, String word) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var source =
                new SimpleJavaFileObject(
                        URI.create("string:///Main.java"), SimpleJavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return PROGRAM.replace("WORD", word);
                    }
                };
        List<String> options = List.of("-d", classes.toString());
        assertThat(compiler.getTask(null, null, null, options, null, List.of(source)).call())
                .isTrue();
        return Files.readAllBytes(classes.resolve(CLASS));
    }
}
