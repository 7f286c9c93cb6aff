package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** What a command says where it is called wrongly, cannot print, or has nothing to say. */
class CommandOutputTest {

    @TempDir private Path folder;

    @Test
    void countOfNoRowsIsRefusedAndTheLogIsAsQuietAsTheSettingsSay() throws Exception {
        CommandResult none = Cli.run("admin", "audit", "--limit", "-1");
        assertThat(none.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(none.err()).contains("--limit", "'-1' is not a whole number, 1 or more");
        String data = "--data=" + folder.resolve("community");
        assertThat(Cli.command("admin", "community", "token", "new", "acme", data).run().err())
                .isEmpty();
    }

    @Test
    void whatCannotBeWrittenIsNotDoneAndTheServerIsNotBlamed() throws Exception {
        assertNotWritten(
                onAFullDisk("config", "show").run(), "standard output cannot be written: No space");
        try (ServerProcess server = Cli.serve(folder, "--rdap=off", "--whois=off")) {
            String port = "--port=" + server.url().getPort();
            assertNotWritten(
                    onAFullDisk("lookup", "-", port).run("google.com\n"),
                    "the answers cannot be written: ");
        }
    }

    private static void assertNotWritten(CommandResult run, String why) {
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err()).startsWith("domain-stats: " + why);
    }

    private static ProgramCommand onAFullDisk(String... arguments) {
        return Cli.command(arguments).under("sh", "-c", "exec \"$@\" >/dev/full", "sh");
    }
}
