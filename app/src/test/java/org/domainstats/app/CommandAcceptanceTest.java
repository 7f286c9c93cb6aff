package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** The command as a user types it. */
class CommandAcceptanceTest {

    private static final String ROWS =
            "google.com\n{broken\n\n\"google.com\"\n{\"hostname\":\"a.org\"}";
    private static final String OFF = "--rdap=off";
    private static final String OFF_TOO = "--whois=off";

    @TempDir private Path folder;

    @Test
    void lookupAnswersFromTheDataFolderWithoutAServer() throws Exception {
        CommandResult first = lookup("--json", "hxxps://www[.]google[.]com/");
        assertThat(first.exit()).isZero();
        assertThat(first.out())
                .contains("\"first_contact\":true", "\"rank\":1", "\"domain\":\"google.com\"");
        assertThat(lookup("google.com").out())
                .contains("NAME", "google.com", "established", "ok")
                .doesNotContain("FIRST CONTACT");
    }

    @Test
    void lookupAsksTheServerThatRuns() throws Exception {
        try (ServerProcess server = Cli.serve(folder, "--rdap", "off", "--whois", "off")) {
            String port = String.valueOf(server.url().getPort());
            CommandResult run =
                    Cli.run(
                            "lookup",
                            "--port",
                            port,
                            "--data",
                            folder.resolve("other").toString(),
                            "google.com");
            assertThat(run.out()).contains("FIRST CONTACT");
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    @Test
    void tokensMadeAndRevokedAreInTheAuditLogWithTheUserWhereThereIsAStore() throws Exception {
        String data = "--data=" + folder.resolve("data");
        String tokens = "--token-file=" + folder.resolve("tokens");
        assertThat(Cli.run("admin", "token", "add", "siem", tokens, data).exit()).isZero();
        assertThat(folder.resolve("data")).doesNotExist();

        Cli.run("lookup", "first.com", "--port=0", OFF, OFF_TOO, data);
        Cli.run("admin", "allow", "ours.com", "--signal=young", "--reason=ours", data);
        assertThat(Cli.run("admin", "token", "add", "soc", "--role=read", tokens, data).exit())
                .isZero();
        assertThat(Cli.run("admin", "token", "revoke", "siem", tokens, data).exit()).isZero();
        String user = "command " + System.getProperty("user.name");
        assertThat(Cli.run("admin", "audit", data).out().lines())
                .anyMatch(each -> each.contains(user) && each.contains("soc read"))
                .anyMatch(each -> each.contains("token-revoked") && each.contains("siem"))
                .anyMatch(each -> each.contains("allowed") && each.contains("young ours.com"));
    }

    @Test
    void rowsOfStandardInputAreAnsweredInOrderFromTheDataFolder() throws Exception {
        CommandResult run =
                Cli.runWith(ROWS, "lookup", "-", "--data", folder.toString(), OFF, OFF_TOO);
        assertThat(run.exit()).isZero();
        assertRows(run);
        assertThat(lookup("-", "google.com").err()).contains("- stands alone");
    }

    @Test
    void rowsOfStandardInputAreAnsweredByTheServerThatRunsToWhoeverHasItsToken() throws Exception {
        Path tokens = Files.writeString(folder.resolve("tokens"), "# ours\nsecret\n");
        try (ServerProcess server =
                Cli.serve(folder, OFF, OFF_TOO, "--token-file", tokens.toString())) {
            String port = "--port=" + server.url().getPort();
            String elsewhere = "--data=" + folder.resolve("other");
            assertRows(Cli.runWith(ROWS, "lookup", "-", port, elsewhere, "--token-file=" + tokens));
            CommandResult refused = Cli.runWith(ROWS, "lookup", "-", port, elsewhere);
            assertThat(refused.exit()).isEqualTo(ExitCode.FAILED);
            assertThat(refused.err()).contains("wants a token", "--lookup-token-file");
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    private static void assertRows(CommandResult run) {
        assertThat(run.out().lines())
                .satisfiesExactly(
                        row -> assertThat(row).contains("google.com", "\"first_contact\":true"),
                        row -> assertThat(row).contains("{broken", "not-public"),
                        row -> assertThat(row).contains("google.com", "\"first_contact\":false"),
                        row -> assertThat(row).contains("a.org", "\"first_contact\":true"));
    }

    @Test
    void logDetailThatThereIsNotIsRefused() throws Exception {
        CommandResult wrong = Cli.run("serve", "--log-detail", "7");
        assertThat(wrong.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(wrong.err()).contains("log-detail must be a whole number from 0 to 2, but is 7");
    }

    @Test
    void brokenLineIsReportedWithItsNumberAndLosesNothingElse() throws Exception {
        Path list =
                Files.writeString(
                        folder.resolve("list.csv"), "1,google.com\nbroken\n3,brand-new.dev\n");
        CommandResult run =
                Cli.run("admin", "import", "--data", folder.toString(), list.toString());
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains(list + ":2:", "2 changes", "1 bad line");
        assertThat(lookup("--json", "brand-new.dev").out())
                .contains("\"rank\":3", "\"established\":false");
    }

    @Test
    void listWithoutRanksTakesNoRankAway() throws Exception {
        Path list = Files.writeString(folder.resolve("list.csv"), "\uFEFF1,google.com\r\n");
        Path empty = Files.writeString(folder.resolve("empty.csv"), "");
        Path page = Files.writeString(folder.resolve("page.csv"), "<html>\n503\n</html>\n");
        assertThat(importing(list).exit()).isZero();
        CommandResult run = importing(empty);
        assertThat(run.exit()).isZero();
        assertThat(run.err()).contains("no ranks in it, nothing changed");
        assertThat(importing(page).exit()).isEqualTo(ExitCode.FAILED);
        assertThat(lookup("--json", "google.com").out()).contains("\"rank\":1,");
    }

    @Test
    void packedListThatBreaksOffIsAnErrorThatNamesIt() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write("1,google.com\n2,example.org\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path list =
                Files.write(folder.resolve("list.csv.gz"), Arrays.copyOf(packed.toByteArray(), 20));
        CommandResult run = importing(list);
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("cannot read " + list, "Unexpected end of ZLIB input stream")
                .doesNotContain("\tat ");
    }

    private CommandResult importing(Path list) throws Exception {
        return Cli.run("admin", "import", "--data", folder.toString(), list.toString());
    }

    @Test
    void originalsUpdatesAreReadWithTheirVersion() throws Exception {
        Path major = Files.createDirectories(folder.resolve("feed/1"));
        Files.writeString(major.resolve("1.txt"), "-1,first.example.org\n12,second-one.com\n");
        Files.writeString(
                major.resolve("2.txt"),
                "+,third-one.com,2001-02-03 04:05:06,2031-02-03 04:05:06\n-2,second-one.com\n");
        CommandResult run =
                Cli.run(
                        "admin",
                        "import",
                        "--data",
                        folder.toString(),
                        folder.resolve("feed").toString());
        assertThat(run.err()).contains("version 1.1", "version 1.2");
        assertThat(Cli.run("admin", "version", "--data", folder.toString()).out()).contains("1.2");
        assertThat(lookup("--json", "third-one.com").out())
                .contains("\"established\":true", "2001-02-03T04:05:06Z");
        assertThat(lookup("--json", "second-one.com").out()).contains("\"established\":false");
    }

    @Test
    void backupIsWholeAndMustNotOverwrite() throws Exception {
        lookup("google.com");
        Path copy = folder.resolve("copy");
        // What a run leaves that was broken off.
        Files.writeString(
                Files.createDirectory(copy).resolve("contacts.db.unfinished"), "the half of it");
        CommandResult run =
                Cli.run("admin", "backup", "--data", folder.toString(), copy.toString());
        assertThat(run.exit()).isZero();
        assertThat(copy).isDirectoryNotContaining("glob:**.unfinished");
        assertThat(Cli.run("admin", "export", "--data", copy.toString()).out())
                .contains("google.com,");
        assertThat(Cli.run("admin", "verify", "--data", copy.toString()).exit()).isZero();
        CommandResult again =
                Cli.run("admin", "backup", "--data", folder.toString(), copy.toString());
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.err()).contains("exists already");
    }

    @Test
    void backupOfACommunityHasItsKeysAndClientsAndIsItsOwnersAlone() throws Exception {
        Path data = folder.resolve("community");
        Cli.run("admin", "community", "token", "new", "acme", "--data", data.toString());
        Cli.run("admin", "publish", "--data", data.toString());
        Path copy = folder.resolve("copy");

        assertThat(Cli.run("admin", "backup", "--data", data.toString(), copy.toString()).exit())
                .isZero();
        try (Stream<Path> files = Files.list(copy)) {
            assertThat(files)
                    .allSatisfy(
                            file ->
                                    assertThat(Files.getPosixFilePermissions(file))
                                            .isEqualTo(
                                                    PosixFilePermissions.fromString("rw-------")))
                    .extracting(file -> file.getFileName().toString())
                    .contains("contacts.db", "known.db", "community.db", "clients", "feed.key");
        }
        for (Path each : List.of(data, copy)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                    .isEqualTo("rwx------");
        }
        assertThat(Cli.run("admin", "community", "token", "list", "--data", copy.toString()).out())
                .contains("acme");
    }

    @Test
    void resetFirstContactsAnnouncesEachSiteOnceMore() throws Exception {
        lookup("google.com");
        String data = "--data=" + folder;
        assertThat(Cli.runWith("", "admin", "reset-first-contacts", data).exit())
                .as("nobody said yes")
                .isEqualTo(1);
        assertThat(Cli.run("admin", "reset-first-contacts", "--yes", data).err())
                .contains("forgot 1 first contacts");
        assertThat(lookup("google.com").out()).contains("FIRST CONTACT");
    }

    @Test
    void unknownFlagNamesTheOneMeant() throws Exception {
        CommandResult run = Cli.run("serve", "--prot", "1");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("did you mean --port?");
    }

    @Test
    void flagWithoutItsValueSaysWhatItTakes() throws Exception {
        assertThat(Cli.run("serve", "--port").err()).contains("option '--port' (PORT)");
    }

    @Test
    void flagOfAnotherCommandIsRefusedByName() throws Exception {
        CommandResult run = Cli.run("serve", "--publish-at", "5");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--publish-at belongs to other commands");
    }

    @Test
    void nothingOfAnArgumentReachesTheTerminalUnescaped() throws Exception {
        CommandResult run = Cli.run("admin", "verify", "\u001b[31mred");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("Unmatched argument").doesNotContain("\u001b");
    }

    @Test
    void nameWithAnAtSignIsNoFile() throws Exception {
        Path secret = Files.writeString(folder.resolve("secret"), "hunter2.example.org\n");
        CommandResult run = lookup("--json", "@" + secret);
        assertThat(run.exit()).isZero();
        assertThat(run.out()).doesNotContain("hunter2").contains("not-public");
    }

    private CommandResult lookup(String... arguments) throws Exception {
        String[] all = new String[arguments.length + 9];
        String[] fixed = {
            "lookup", "--data", folder.toString(), "--rdap", "off", "--whois", "off", "--port", "0"
        };
        System.arraycopy(fixed, 0, all, 0, fixed.length);
        System.arraycopy(arguments, 0, all, fixed.length, arguments.length);
        return Cli.run(all);
    }
}
