package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.CommandResult;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Commands about what a server stored, in a folder where none has: backup made a copy of the empty
 * store that it had just made itself, and verify called it whole.
 */
class MissingStoreTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "allow evil.com --signal=young --reason=ours",
                "audit",
                "backup COPY",
                "export",
                "forget evil.com",
                "migrate-store --store=postgresql://nobody@127.0.0.1:1/none",
                "queue",
                "reset-first-contacts --yes",
                "sign-in-link",
                "verify"
            })
    void whatNeedsAStoreNamesTheFolderThatHasNone(String command) {
        Path missing = folder.resolve("data");
        Path copy = folder.resolve("copy");
        List<String> arguments = new ArrayList<>(List.of("admin"));
        arguments.addAll(List.of(command.replace("COPY", copy.toString()).split(" ")));
        arguments.add("--data=" + missing);
        CommandResult refused = Cli.run(arguments.toArray(String[]::new));
        assertThat(refused.exit()).isNotZero();
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("no server has stored anything in " + missing, "--data", "--config");
        assertThat(missing).doesNotExist();
        assertThat(copy).doesNotExist();
    }
}
