package org.domainstats.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command in a process of its own. */
final class Cli {

    private Cli() {}

    /** What came of one run. */
    record Run(int exit, String out, String err) {}

    static List<String> java() {
        return List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                System.getProperty("java.class.path"),
                "org.domainstats.app.Main");
    }

    /** A server that said that it is ready. */
    record Started(Process process, List<URI> addresses) {}

    /** Starts a server and waits for the line in which it says where it listens. */
    static Started start(List<String> arguments, String... flags) throws IOException {
        List<String> command = new ArrayList<>(java());
        command.addAll(arguments);
        command.addAll(List.of(flags));
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String line =
                new BufferedReader(
                                new InputStreamReader(
                                        process.getInputStream(), StandardCharsets.UTF_8))
                        .readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the server said: " + line);
        }
        List<URI> addresses =
                Stream.of(line.split(" ", -1))
                        .filter(word -> word.contains("://"))
                        .map(URI::create)
                        .toList();
        return new Started(process, addresses);
    }

    /** What a data folder knows of a name, as JSON, nobody outside being asked. */
    static String peek(Path data, String name) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("lookup", "--json", "--peek"));
        arguments.addAll(List.of("--port", "0", "--rdap", "off", "--whois", "off"));
        arguments.addAll(List.of("--data", data.toString(), name));
        return run(arguments.toArray(String[]::new)).out();
    }

    static Run run(String... arguments) throws IOException, InterruptedException {
        return runWith("", arguments);
    }

    /** Runs the command on a standard input that is short enough to be written at once. */
    static Run runWith(String input, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(java());
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(input);
        }
        StringBuilder err = new StringBuilder();
        Thread reader =
                Thread.ofVirtual()
                        .start(
                                () ->
                                        process.errorReader(StandardCharsets.UTF_8)
                                                .lines()
                                                .forEach(line -> err.append(line).append('\n')));
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        reader.join();
        return new Run(exit, out, err.toString());
    }
}
