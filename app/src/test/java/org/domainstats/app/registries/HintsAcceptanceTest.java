package org.domainstats.app.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.app.registries.ListServer.Body;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;

/**
 * Names in lists are new without a question to a registry, and what was asked before is reported.
 */
class HintsAcceptanceTest {

    /** A list is of today. */
    @SuppressWarnings("TimeInStaticInitializer")
    private static final LocalDate DAY = LocalDate.now(ZoneOffset.UTC);

    @TempDir private Path folder;

    @Test
    @Timeout(600)
    void namesInListsAreNewAndNoRegistryIsAsked() throws Exception {
        try (ListServer lists = ListServer.start();
                LoopbackInternet internet = LoopbackInternet.start()) {
            lists.put(
                    "/nrd.csv",
                    Body.of("domain,created\nlisted.academy," + DAY.minusDays(1) + "\n"));
            lists.put(
                    "/isc.json",
                    Body.of(
                            "[{\"domainname\":\"sighted.academy\",\"firstseen\":\""
                                    + DAY
                                    + "\"}]"));
            LoopbackRegistry registry = internet.registry("academy");
            registry.on("sighted.academy", Behaviour.registered("1999-01-02T03:04:05Z"));
            try (ServerProcess process = serve(internet, lists)) {
                WebClient client = WebClient.of(process);
                Await.until("the lists are taken", () -> areTaken(client));

                listedRegistrationIsTheAnswer(client, process);
                assertThat(asked(registry, "listed.academy")).isZero();
                firstSightIsAHint(client);
                nameThatWasAddedToAZoneIsNew(client);
                assertThat(asked(registry, "added.academy")).isZero();
                nameThatWasAskedAboutBeforeIsTold(client);
            }
        }
    }

    private static void listedRegistrationIsTheAnswer(WebClient client, ServerProcess process)
            throws Exception {
        assertThat(client.get("/v1/domains/www.listed.academy").body())
                .contains("\"status\":\"ok\"")
                .contains("\"category\":\"new\"")
                .contains("\"age_days\":1")
                .contains("\"registered_source\":\"hint:nrd\"")
                .contains("\"hint\":\"new\"")
                .contains("\"hint_source\":\"nrd\"")
                .contains("\"hint_day\":\"" + DAY.minusDays(1) + "\"");
        assertThat(process.ask("www.listed.academy"))
                .contains("\"seen_by_web\": \"" + DAY.minusDays(1) + " 00:00:00\"");
    }

    private static void firstSightIsAHint(WebClient client) throws Exception {
        assertThat(client.get("/v1/domains/sighted.academy?wait=20s").body())
                .containsPattern("\"registered_source\":\"(rdap|whois)\"")
                .contains("\"hint_source\":\"isc\"");
        assertThat(client.get("/sighted.academy?format=domain_stats").body())
                .contains("\"seen_by_isc\":\"")
                .contains(DAY.getYear() + " 00:00:00 GMT\",\"seen_by_web\":\"Sat, 02 Jan 1999");
    }

    /** The server sees what another process takes. */
    private void nameThatWasAddedToAZoneIsNew(WebClient client) throws Exception {
        String old = "old.academy. 3600 IN NS ns.example.\n";
        Path one = Files.writeString(folder.resolve("one.zone"), old);
        Path two =
                Files.writeString(
                        folder.resolve("academy.zone"),
                        old + "added.academy. 3600 IN NS ns.example.\n");
        CommandResult run = command("--zone", one.toString(), two.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("1 names before, 2 now, 1 added")
                .contains("1 domains taken");
        Await.until(
                "the added name is new",
                () ->
                        client.get("/v1/domains/added.academy?peek=true")
                                .body()
                                .contains("\"registered_source\":\"hint:academy\""));
        assertThat(client.get("/added.academy?peek=true").body())
                .contains("\"seen_by_web\": \"UNAVAILABLE\"");
    }

    private void nameThatWasAskedAboutBeforeIsTold(WebClient client) throws Exception {
        assertThat(client.get("/v1/domains/unborn.academy?wait=20s").body())
                .contains("\"status\":\"unregistered\"");
        Await.until(
                "it is reported as unregistered",
                () ->
                        client.get("/v1/events?after=0")
                                .body()
                                .contains("\"site\":\"unborn.academy\""));
        Path list = Files.writeString(folder.resolve("today.txt"), "unborn.academy\n");
        Await.until("it is watched and reported", () -> isBorn(client, list));
        assertThat(client.get("/v1/events?after=0").body())
                .contains("\"registered_source\":\"hint:today\"");
    }

    private boolean isBorn(WebClient client, Path list) throws Exception {
        CommandResult run = command("--json", list.toString());
        assertThat(run.exit()).as(run.err()).isZero();
        return client.get("/v1/events?after=0").body().contains("\"kind\":\"born-after-asked\"");
    }

    private static boolean areTaken(WebClient client) throws IOException, InterruptedException {
        String metrics = client.get("/metrics").body();
        return List.of("nrd", "isc").stream()
                .allMatch(
                        each ->
                                metrics.contains(
                                        "domain_stats_hints_domains{list=\"" + each + "\"} 1.0"));
    }

    private static long asked(LoopbackRegistry registry, String name) {
        return registry.asked(Protocol.RDAP).stream()
                        .filter(each -> each.toString().contains(name))
                        .count()
                + registry.asked(Protocol.WHOIS).stream()
                        .filter(each -> each.toString().contains(name))
                        .count();
    }

    private CommandResult command(String... arguments) {
        return Cli.run(
                Stream.concat(
                                Stream.of(
                                        "admin",
                                        "import-hints",
                                        "--data=" + folder.resolve("data")),
                                Stream.of(arguments))
                        .toArray(String[]::new));
    }

    private ServerProcess serve(LoopbackInternet internet, ListServer lists) throws IOException {
        return Cli.serve(
                folder.resolve("data"),
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot(),
                "--hints=nrd=csv:" + lists.url("/nrd.csv") + ",isc=isc:" + lists.url("/isc.json"));
    }
}
