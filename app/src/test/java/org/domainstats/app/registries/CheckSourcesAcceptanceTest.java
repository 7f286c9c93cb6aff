package org.domainstats.app.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.commandline.ExitCode;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** RDAP, WHOIS and known dates compared, as an operator asks for it. */
class CheckSourcesAcceptanceTest {

    private static final String DATE = "2001-02-03T04:05:06Z";

    @TempDir private Path folder;

    private final LoopbackInternet internet = LoopbackInternet.start();

    @BeforeEach
    void openRegistries() throws Exception {
        internet.registry("dev").on("good.dev", Behaviour.registered(DATE));
        internet.registry("app")
                .onRdap("rotten.app", Behaviour.registered(DATE))
                .onWhois("rotten.app", Behaviour.registered("2011-02-03T04:05:06Z"));
    }

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    @Timeout(120)
    void contradictionsAreListedByRegistryAndFailTheCommand() throws Exception {
        CommandResult run = check("good.dev", "rotten.app");

        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(run.out())
                .contains(
                        "rotten.app: RDAP 2001-02-03T04:05:06Z, WHOIS 2011-02-03T04:05:06Z, known -:"
                                + " contradicts: RDAP and WHOIS")
                .containsPattern("\\.app +0 +1 +0")
                .containsPattern("\\.dev +1 +0 +0");
        assertThat(run.err()).isEmpty();
    }

    @Test
    @Timeout(120)
    void aSampleIsOfKnownDomainsWithTheirDates() throws Exception {
        Path major = Files.createDirectories(folder.resolve("feed/1"));
        Files.writeString(
                major.resolve("1.txt"), "+,good.dev,2001-02-03 04:05:06,2031-02-03 04:05:06\n");
        Path feed = folder.resolve("feed");
        Cli.run("admin", "import", "--data", data(), feed.toString());

        CommandResult run = check("--sample=5000", "--json", "--whois=off");

        assertThat(run.out().lines())
                .contains(
                        "{\"domain\":\"good.dev\",\"result\":\"agreed\",\"rdap\":\"2001-02-03T04:05:06Z\","
                                + "\"whois\":\"-\",\"known\":\"2001-02-03T04:05:06Z\"}");
    }

    @Test
    @Timeout(120)
    void nothingToCompareFails() throws Exception {
        CommandResult run = check("nobody.example.zz");
        assertThat(run.exit()).isEqualTo(ExitCode.FAILED);

        CommandResult off =
                Cli.run("admin", "check-sources", "--data", data(), "--rdap=off", "--whois=off");
        assertThat(off.exit()).isEqualTo(ExitCode.FAILED);
        assertThat(off.err()).contains("rdap and whois are both off");
    }

    @Test
    @Timeout(120)
    void aServerShowsTheLastCheckInItsMetrics() throws Exception {
        Files.createDirectories(Path.of(data()));
        Files.writeString(Path.of(data(), "source-check.tsv"), Instant.now() + "\napp\t2\t1\t0\n");

        try (ServerProcess server = Cli.serve(Path.of(data()), flags().toArray(String[]::new))) {
            assertThat(server.get("/metrics"))
                    .contains(
                            "domain_stats_source_check_domains{registry=\"app\",result=\"disagreed\"} 1.0");
        }
    }

    private CommandResult check(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("admin", "check-sources", "--data", data()));
        all.addAll(flags());
        all.addAll(List.of(arguments));
        return Cli.run(all.toArray(String[]::new));
    }

    private List<String> flags() {
        return List.of(
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot());
    }

    private String data() {
        return folder.resolve("data").toString();
    }
}
