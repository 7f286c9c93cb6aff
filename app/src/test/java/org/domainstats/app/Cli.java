package org.domainstats.app;

import org.domainstats.commandline.SettingFlags;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.QuickJava;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WorkingFolders;
import org.sqlite.util.LibraryLoaderUtil;

import picocli.CommandLine;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The command, from the classes under test: run to its end in this JVM where only what it says and
 * does is looked at, and in a process of its own where it serves, reads its standard input or is
 * ended by a signal. A process costs a second of processor time.
 */
public final class Cli {

    private Cli() {}

    /** Most processes live for seconds: what they compile early is hardly run. */
    private static final List<String> OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:CompileThresholdScaling=3");

    /** Made by the first process that is wanted. */
    private static final class Program {
        static final QuickJava JAVA = train();
    }

    private static QuickJava train() {
        try {
            Path folder = WorkingFolders.removedAtExit("domain-stats-cli");
            return QuickJava.train(
                    folder,
                    Main.class.getName(),
                    options(folder),
                    program -> serveOnce(program, folder.resolve("data")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the program was first run", e);
        }
    }

    /**
     * With SQLite's library unpacked once, as the build does it: each process would unpack it, and
     * leave it behind if it is killed.
     */
    private static List<String> options(Path folder) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
            Files.copy(Objects.requireNonNull(library, resource), folder.resolve(name));
        }
        return Stream.concat(
                        OPTIONS.stream(),
                        Stream.of("lib.path", "tmpdir")
                                .map(each -> "-Dorg.sqlite." + each + "=" + folder))
                .toList();
    }

    /** Most processes of the tests are servers, and a server loads what a look-up does. */
    private static void serveOnce(ProgramCommand program, Path data)
            throws IOException, InterruptedException {
        ServerProcess server =
                ServerProcess.start(
                        program.with("serve", "--port", "0", "--data", data.toString())
                                .with("--rdap", "off", "--whois", "off"));
        server.ask("example.com");
        // Java makes its cache at the end, which takes half a minute on a machine with much to do.
        server.stop(Duration.ofMinutes(5));
    }

    /** The command in a process of its own. */
    public static ProgramCommand command(String... arguments) {
        return Program.JAVA.command(arguments);
    }

    /** Runs the command to its end in this JVM. */
    public static CommandResult run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine command = Main.commandLine(List.of(arguments));
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        int exit = command.execute(SettingFlags.withValues(arguments));
        return new CommandResult(exit, out.toString(), err.toString());
    }

    /** Runs the command in a process of its own, with a text on its standard input. */
    public static CommandResult runWith(String input, String... arguments)
            throws IOException, InterruptedException {
        return command(arguments).run(input);
    }

    /** A server on a free port. */
    public static ServerProcess serve(Path data, String... flags) throws IOException {
        return ServerProcess.start(
                command("serve", "--port", "0", "--data", data.toString()).with(flags));
    }

    /** A community server on a free port. */
    public static ServerProcess community(Path data, String... flags) throws IOException {
        return ServerProcess.start(
                command("community", "--community-port", "0", "--data", data.toString())
                        .with(flags));
    }

    /** What a data folder knows of a name, as JSON, without a question to anybody outside. */
    public static String peek(Path data, String name) {
        return run(
                        "lookup",
                        "--json",
                        "--peek",
                        "--port=0",
                        "--rdap=off",
                        "--whois=off",
                        "--data=" + data,
                        name)
                .out();
    }
}
