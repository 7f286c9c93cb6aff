package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.CommandResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;

/** {@code registration parse}, with which users report replies that are read wrongly. */
class ParseAcceptanceTest {

    @TempDir private Path folder;

    @Test
    void repliesAreParsedFromAList() throws Exception {
        Path reply =
                Files.writeString(
                        folder.resolve("reply.json"),
                        "{\"objectClassName\":\"domain\",\"ldhName\":\"example.com\",\"events\":"
                                + "[{\"eventAction\":\"registration\",\"eventDate\":\"1995-08-14T04:00:00Z\"}]}");
        Path list =
                Files.writeString(
                        folder.resolve("list.tsv"),
                        "example.com\trdap\t"
                                + reply
                                + "\n?\twhois\t"
                                + folder.resolve("none")
                                + "\n");
        CommandResult run = Cli.run("registration", "parse", "--list", list.toString());
        assertThat(run.out().lines())
                .hasSize(2)
                .first()
                .asString()
                .contains("\"outcome\":\"registered\"", "\"registered\":\"1995-08-14T04:00:00Z\"");
        assertThat(run.exit()).isEqualTo(1);
    }

    @Test
    void oneReplyIsParsedAsTheHelpShows() throws Exception {
        Path reply =
                Files.writeString(
                        folder.resolve("reply.txt"),
                        "DOMAIN NAME: com.bg\nregistration status: forbidden\n");
        CommandResult run =
                Cli.run("registration", "parse", "--whois", reply.toString(), "--domain", "com.bg");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("\"outcome\":\"undisclosed\",\"reason\":\"policy\"");
        assertThat(run.exit()).isZero();
    }
}
