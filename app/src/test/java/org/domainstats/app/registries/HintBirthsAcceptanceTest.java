package org.domainstats.app.registries;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.app.WebClient;
import org.domainstats.app.registries.ListServer.Body;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * Names that were asked about before anybody had registered them, born by a list at a URL: on both
 * stores, across restarts, among lists that are not what they should be.
 */
@Tag("long")
@Timeout(600)
class HintBirthsAcceptanceTest {

    private static final int MEBIBYTE = 1 << 20;

    @TempDir private Path folder;

    @Test
    void listAtAUrlTellsOfABirthOnceInSqlite() throws Exception {
        birthIsToldOnce(List.of());
    }

    @Test
    void listAtAUrlTellsOfABirthOnceInPostgres() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            String address = postgres.createDatabase("hints");
            assertThat(Cli.run("admin", "schema", "--apply", "--store", address).exit()).isZero();
            birthIsToldOnce(List.of("--store", address));
        }
    }

    private void birthIsToldOnce(List<String> store) throws Exception {
        try (LoopbackInternet internet = LoopbackInternet.start();
                ListServer lists = ListServer.start()) {
            internet.registry("academy");
            lists.put("/new.txt", Body.of("early.academy\n"));
            lists.put(
                    "/garbage.txt",
                    Body.of(
                            "\u0000\u0001\u0002\n"
                                    + "x".repeat(100_000)
                                    + "\nfair.academy\n,;\t\n"));
            byte[] zipped =
                    gzip("cut.academy\n".repeat(9_000).getBytes(StandardCharsets.US_ASCII), 1);
            lists.put("/cut.gz", new Body(Arrays.copyOf(zipped, zipped.length - 9), 0));
            lists.put(
                    "/short.txt",
                    new Body("short.academy\n".repeat(99).getBytes(StandardCharsets.US_ASCII), 20));
            lists.put("/bomb.gz", new Body(gzip(new byte[16 * MEBIBYTE], 129), 0));
            try (ServerProcess server = serve(internet, lists, store)) {
                WebClient client = WebClient.of(server);
                Await.until("good lists are taken", () -> domains(client) == 2);
                Await.until(
                        "nobody has it",
                        () ->
                                client.get("/v1/domains/unborn.academy")
                                        .body()
                                        .contains("\"status\":\"unregistered\""));
                Await.until(
                        "it is reported as unregistered",
                        () -> events(client).contains("\"site\":\"unborn.academy\""));
                Await.until("bad lists are counted", () -> failures(client) == 4);
                for (String name : List.of("cut", "short")) {
                    assertThat(client.get("/v1/domains/" + name + ".academy?peek=true").body())
                            .doesNotContain("\"hint\"");
                }
            }
            lists.put("/new.txt", Body.of("early.academy\nunborn.academy\n"));
            lists.put("/bomb.gz", Body.of(""));
            try (ServerProcess server = serve(internet, lists, store)) {
                WebClient client = WebClient.of(server);
                Await.until("it is born", () -> births(client) == 1);
                assertThat(events(client)).contains("\"registered_source\":\"hint:new\"");
                assertThat(client.get("/v1/domains/unborn.academy").body())
                        .contains("\"hint_source\":\"new\"");
                server.kill();
            }
            try (ServerProcess server = serve(internet, lists, store)) {
                WebClient client = WebClient.of(server);
                Await.until("it was asked again", () -> lists.answers("/new.txt").size() == 3);
                assertThat(births(client)).isEqualTo(1);
            }
            assertThat(lists.answers("/new.txt")).containsExactly("200", "200", "304");
            assertThat(lists.answers("/away.txt")).containsOnly("302");
        }
    }

    private ServerProcess serve(LoopbackInternet internet, ListServer lists, List<String> store)
            throws IOException {
        List<String> hints = new ArrayList<>();
        for (String path : List.of("new.txt", "garbage.txt", "cut.gz", "short.txt", "bomb.gz")) {
            hints.add(lists.url("/" + path));
        }
        hints.add("away=" + lists.url("/away.txt"));
        List<String> flags =
                new ArrayList<>(
                        List.of(
                                "--allow-private-registries",
                                "--rdap-bootstrap=" + internet.bootstrap(),
                                "--whois-root=" + internet.whoisRoot(),
                                "--hints=" + String.join(",", hints)));
        flags.addAll(store);
        return Cli.serve(folder.resolve("data"), flags.toArray(String[]::new));
    }

    private static double domains(WebClient client) throws IOException {
        return sum(client, "domain_stats_hints_domains{");
    }

    private static double failures(WebClient client) throws IOException {
        return sum(client, "domain_stats_hints_failures_total{");
    }

    private static double sum(WebClient client, String start) throws IOException {
        return client.get("/metrics")
                .body()
                .lines()
                .filter(each -> each.startsWith(start))
                .mapToDouble(each -> Double.parseDouble(each.substring(each.lastIndexOf(' '))))
                .sum();
    }

    private static String events(WebClient client) throws IOException {
        return client.get("/v1/events?after=0").body();
    }

    private static long births(WebClient client) throws IOException {
        return events(client).split("\"kind\":\"born-after-asked\"", -1).length - 1L;
    }

    /** The same bytes so often, each time as a member of its own: it costs as little as one. */
    private static byte[] gzip(byte[] bytes, int times) throws IOException {
        ByteArrayOutputStream one = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(one)) {
            out.write(bytes);
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < times; i++) {
            one.writeTo(all);
        }
        return all.toByteArray();
    }
}
