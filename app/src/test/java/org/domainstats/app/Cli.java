package org.domainstats.app;

import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The command in a process of its own, from the classes under test. */
final class Cli {

    private Cli() {}

    static ProgramCommand command(String... arguments) {
        return ProgramCommand.java(
                        Main.class.getName(), "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
                .with(arguments);
    }

    static CommandResult run(String... arguments) throws IOException, InterruptedException {
        return command(arguments).run();
    }

    /** Runs the command with a text on its standard input. */
    static CommandResult runWith(String input, String... arguments)
            throws IOException, InterruptedException {
        return command(arguments).run(input);
    }

    /** A server on a free port. */
    static ServerProcess serve(Path data, String... flags) throws IOException {
        return ServerProcess.start(
                command("serve", "--port", "0", "--data", data.toString()).with(flags));
    }

    /** A community server on a free port. */
    static ServerProcess community(Path data, String... flags) throws IOException {
        return ServerProcess.start(
                command("community", "--community-port", "0", "--data", data.toString())
                        .with(flags));
    }

    /** What a data folder knows of a name, as JSON, without a question to anybody outside. */
    static String peek(Path data, String name) throws IOException, InterruptedException {
        return command("lookup", "--json", "--peek", "--port", "0")
                .with(List.of("--rdap", "off", "--whois", "off", "--data", data.toString(), name))
                .run()
                .out();
    }
}
