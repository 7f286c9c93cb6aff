package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/** Logs through the command, as a user types it. */
class EnrichAcceptanceTest {

    private static final String LOG =
            "{\"query\":\"www.google.com\"}\r\n{\"query\":\"HOST\"}\n{\"query\":\"a.org\"}";

    @TempDir private Path folder;

    @Test
    void standardInputIsEnrichedFromTheDataFolder() throws Exception {
        CommandResult run =
                Cli.runWith(LOG, withData("enrich", "--fields", "domain,first_contact,rank"));
        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .isEqualTo(
                        """
                        {"query":"www.google.com","domain_stats":{"domain":"google.com","first_contact":true,"rank":1}}\r
                        {"query":"HOST"}
                        {"query":"a.org","domain_stats":{"domain":"a.org","first_contact":true}}""");
        assertThat(run.err())
                .contains(
                        "3 rows, 3 with a name, 2 with facts added",
                        "3 names, 2 domains, 2 first contacts",
                        "1 left as they were: name: a single label");
    }

    @Test
    void theServerThatRunsIsAskedAndARepeatIsNoFirstContact() throws Exception {
        try (ServerProcess server =
                Cli.serve(folder.resolve("data"), "--rdap", "off", "--whois", "off")) {
            String[] command = {
                "enrich",
                "--fields=first_contact",
                "--json",
                "--port=" + server.url().getPort(),
                "--data=" + folder.resolve("other")
            };
            CommandResult first = Cli.runWith(LOG, command);
            assertThat(first.out()).contains("a.org\",\"domain_stats\":{\"first_contact\":true}}");
            assertThat(first.err()).contains("\"first_contacts\":2", "\"name: a single label\":1");
            assertThat(Cli.runWith(LOG, command).out())
                    .contains("a.org\",\"domain_stats\":{\"first_contact\":false}}");
            assertThat(folder.resolve("other")).doesNotExist();
        }
    }

    @Test
    void aRotatedSetGoesIntoOneFileOldestFirst() throws Exception {
        Path log = folder.resolve("names.log");
        Files.writeString(log, "c.org\n");
        Files.writeString(folder.resolve("names.log.1"), "b.org");
        try (OutputStream gz =
                new GZIPOutputStream(Files.newOutputStream(folder.resolve("names.log.2.gz")))) {
            gz.write("a.org\n".getBytes(StandardCharsets.US_ASCII));
        }
        Path output = folder.resolve("out");
        CommandResult run =
                Cli.run(
                        withData(
                                "enrich",
                                "--quiet",
                                "--fields=domain",
                                "--output=" + output,
                                log.toString(),
                                log + ".1",
                                log + ".2.gz"));
        assertThat(run.err()).isEmpty();
        assertThat(output)
                .hasContent(
                        """
                        a.org domain_stats.domain=a.org
                        b.org domain_stats.domain=b.org
                        c.org domain_stats.domain=c.org
                        """);
    }

    @Test
    void aPathMayBeWrittenAsJqWritesIt() throws Exception {
        Path log = folder.resolve("log");
        Files.writeString(log, "{\"a\":{\"b\":[{\"c\":\"https://www.a.org/x\"}]}}\n");
        Path output = folder.resolve("out");
        CommandResult run =
                Cli.run(
                        withData(
                                "enrich",
                                "--name-path=$.a.b[*].c",
                                "--fields=domain",
                                "--output=" + output,
                                log.toString()));
        assertThat(run.exit()).isZero();
        assertThat(output).content().endsWith(",\"domain_stats\":{\"domain\":\"a.org\"}}\n");
    }

    @Test
    void whatIsWrongIsSaidInWords() throws Exception {
        CommandResult unknown = Cli.runWith("what is this\n", withData("enrich"));
        assertThat(unknown.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(unknown.out()).isEqualTo("what is this\n");
        assertThat(unknown.err()).contains("--format", "--name-path", "--name-column");
        CommandResult field = Cli.run(withData("enrich", "--fields", "age", "x"));
        assertThat(field.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(field.err()).contains("there is no age", "age_days");
        CommandResult path = Cli.run(withData("enrich", "--name-path", "a..b", "x"));
        assertThat(path.exit()).isEqualTo(ExitCode.USAGE);
        assertThat(path.err()).contains("a..b is not", "dns.question.name");
        CommandResult absent = Cli.run(withData("enrich", folder.resolve("absent").toString()));
        assertThat(absent.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(absent.err()).contains("absent");
    }

    @Test
    void aLogThatBreaksOffDoesNotHideTheNextOne() throws Exception {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (OutputStream gz = new GZIPOutputStream(whole)) {
            gz.write("a.org\nb.org\n".repeat(20).getBytes(StandardCharsets.US_ASCII));
        }
        Path broken = folder.resolve("broken.gz");
        Files.write(broken, Arrays.copyOf(whole.toByteArray(), whole.size() - 9));
        Path good = folder.resolve("good.log");
        Files.writeString(good, "c.org\n");
        Path output = folder.resolve("out");
        CommandResult run =
                Cli.run(
                        withData(
                                "enrich",
                                "--fields=domain",
                                "--output=" + output,
                                broken.toString(),
                                good.toString()));
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(Files.readString(output))
                .startsWith("a.org domain_stats.domain=a.org\n")
                .endsWith("\nc.org domain_stats.domain=c.org\n");
        assertThat(run.err()).contains("rows", broken + " could not be read to its end: ");
        CommandResult history =
                Cli.run(
                        "admin",
                        "import-history",
                        "--data=" + folder.resolve("h"),
                        broken.toString());
        assertThat(history.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(history.err()).contains(broken + " could not be read to its end: ");
    }

    @Test
    void numbersAreWrittenAsInEnglishWhateverTheLanguage() throws Exception {
        CommandResult run =
                Cli.command(withData("enrich", "--fields=domain"))
                        .environment(Map.of("JAVA_TOOL_OPTIONS", "-Duser.language=fa"))
                        .run("a.org\n".repeat(1_000));
        assertThat(run.err()).contains("1,000 rows");
    }

    @Test
    void aSignalEndsItWithWholeLinesInTheOutput() throws Exception {
        Path output = folder.resolve("out");
        Process process =
                Cli.command(withData("enrich", "--fields=domain", "--output=" + output)).start();
        OutputStream in = process.getOutputStream();
        in.write("a.org\nhalf a li".getBytes(StandardCharsets.US_ASCII));
        in.flush();
        // Recorded when it was looked up, which the signal must not overtake.
        Await.until(
                "it is recorded",
                () -> {
                    assertThat(process.isAlive()).isTrue();
                    return Cli.peek(folder.resolve("data"), "a.org").contains("seen_by_you");
                });
        // Not the process itself, which would close its standard input first.
        process.toHandle().destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(output).hasContent("a.org domain_stats.domain=a.org\n");
        try (var left = Files.list(folder)) {
            assertThat(left.map(each -> each.getFileName().toString()))
                    .containsExactlyInAnyOrder("out", "data");
        }
    }

    private String[] withData(String... arguments) {
        List<String> all = new ArrayList<>();
        Collections.addAll(all, arguments);
        Collections.addAll(
                all, "--data=" + folder.resolve("data"), "--port=0", "--rdap=off", "--whois=off");
        return all.toArray(String[]::new);
    }
}
