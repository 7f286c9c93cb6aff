package org.domainstats.processkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * How a program is started: its words and what is added to the environment. Values; starting one
 * does not change it.
 */
public record ProgramCommand(List<String> words, Map<String, String> environment) {

    public ProgramCommand {
        words = List.copyOf(words);
        environment = Map.copyOf(environment);
    }

    public static ProgramCommand of(String... words) {
        return of(List.of(words));
    }

    public static ProgramCommand of(List<String> words) {
        return new ProgramCommand(words, Map.of());
    }

    /**
     * A class with a main method, on this process's Java and class path.
     *
     * @param options of Java, such as {@code -Xmx90m}
     */
    public static ProgramCommand java(String mainClass, String... options) {
        return of(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .with(options)
                .with("--enable-native-access=ALL-UNNAMED")
                .with("--sun-misc-unsafe-memory-access=allow")
                .with("-cp", System.getProperty("java.class.path"), mainClass);
    }

    /** With these words at the end. */
    public ProgramCommand with(String... more) {
        return with(List.of(more));
    }

    public ProgramCommand with(List<String> more) {
        return new ProgramCommand(
                Stream.concat(words.stream(), more.stream()).toList(), environment);
    }

    /** Started by another command, such as {@code prlimit} or {@code ip netns exec NAME}. */
    public ProgramCommand under(String... wrapper) {
        return new ProgramCommand(
                Stream.concat(Stream.of(wrapper), words.stream()).toList(), environment);
    }

    public ProgramCommand environment(Map<String, String> variables) {
        Map<String, String> all = new LinkedHashMap<>(environment);
        all.putAll(variables);
        return new ProgramCommand(words, all);
    }

    /** Runs it to its end, without input. */
    public CommandResult run() throws IOException, InterruptedException {
        return run("");
    }

    /**
     * Runs it to its end.
     *
     * @param input for its standard input
     */
    public CommandResult run(String input) throws IOException, InterruptedException {
        Process process = ChildProcesses.start(builder());
        CompletableFuture<String> err =
                CompletableFuture.supplyAsync(
                        () -> text(process), task -> Thread.ofVirtual().start(task));
        CompletableFuture<Void> in =
                CompletableFuture.runAsync(
                        () -> write(process, input), task -> Thread.ofVirtual().start(task));
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        int exit = process.waitFor();
        in.join();
        return new CommandResult(exit, out, err.join());
    }

    private static String text(Process process) {
        try {
            return new String(process.getErrorStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Process process, String input) {
        try (Writer in = process.outputWriter(UTF_8)) {
            in.write(input);
        } catch (IOException e) {
            // It ended without reading all of it; its exit code says why.
        }
    }

    /** Starts it; standard error goes where this process's goes. */
    public Process start() throws IOException {
        return ChildProcesses.start(builder().redirectError(Redirect.INHERIT));
    }

    /** Starts it; standard error is appended to a file. */
    public Process start(Path log) throws IOException {
        return ChildProcesses.start(builder().redirectError(Redirect.appendTo(log.toFile())));
    }

    /** For whoever wants its streams elsewhere. */
    public ProcessBuilder builder() {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        return builder;
    }

    /** Whether a program is on the path. */
    public static boolean isInstalled(String program) {
        List<String> folders =
                new ArrayList<>(List.of(System.getenv("PATH").split(File.pathSeparator, -1)));
        return folders.stream().anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
