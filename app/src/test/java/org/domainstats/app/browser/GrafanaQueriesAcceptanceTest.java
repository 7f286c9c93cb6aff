package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Every query of the dashboard for Grafana, evaluated by a real Prometheus that scrapes a real
 * server under traffic: each finds what it asks for.
 */
@Tag("long")
@Timeout(300)
class GrafanaQueriesAcceptanceTest {

    private static final Pattern METRIC = Pattern.compile("domain_stats_[a-z_]+");

    /** What Grafana would put in: four scrapes. */
    private static final String RATE_INTERVAL = "8s";

    @TempDir private Path folder;

    private int asked;

    @Test
    void everyQueryFindsData() throws Exception {
        assumeTrue(
                ProgramCommand.isInstalled("prometheus") || System.getenv("CI") != null,
                "prometheus is not installed (apt-get install --no-install-recommends prometheus)");
        try (LoopbackInternet internet = LoopbackInternet.start();
                ServerProcess server = serve(internet)) {
            int port = LocalPorts.free();
            Process prometheus = startPrometheus(server.url(), port);
            try (RawHttpClient http = new RawHttpClient(server.url())) {
                LocalPorts.awaitOpen(prometheus, port);
                URI api = LocalPorts.url(port);
                for (String query : GrafanaDashboardTest.queries()) {
                    Await.until(query, () -> ask(http) && hasData(api, query));
                    assertThat(unknown(api, query)).as(query).isEmpty();
                }
                for (String variable : List.of("job", "instance")) {
                    assertThat(
                                    data(
                                            api,
                                            "/api/v1/label/" + variable + "/values",
                                            "match[]",
                                            "domain_stats_build_info"))
                            .isNotEmpty();
                }
            } finally {
                prometheus.destroy();
                prometheus.waitFor();
            }
        }
    }

    /** A signed feed with one established domain. */
    private String publishFeed() throws Exception {
        String publisher = folder.resolve("publisher").toString();
        Path list = Files.writeString(folder.resolve("list.txt"), "-1,known.com\n");
        for (List<String> command :
                List.of(
                        List.of("import", "--as=established", "--data", publisher, "" + list),
                        List.of("publish", "--data", publisher))) {
            List<String> admin = new ArrayList<>(List.of("admin"));
            admin.addAll(command);
            assertThat(Cli.run(admin.toArray(String[]::new)).exit()).isZero();
        }
        return folder.resolve("publisher/public/feed").toString();
    }

    private ServerProcess serve(LoopbackInternet internet) throws Exception {
        internet.registry("com").otherwise(Behaviour.registered("2001-02-03T04:05:06Z"));
        Path data = Files.createDirectories(folder.resolve("data"));
        Files.writeString(data.resolve("source-check.tsv"), Instant.now() + "\ncom\t2\t1\t0\n");
        return Cli.serve(
                data,
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot(),
                "--feed=" + publishFeed(),
                "--event-outputs=" + folder.resolve("events.ndjson").toUri() + "#name=file");
    }

    private Process startPrometheus(URI server, int port) throws IOException {
        Path config =
                Files.writeString(
                        folder.resolve("prometheus.yml"),
                        """
                        global: {scrape_interval: 2s}
                        scrape_configs:
                          - {job_name: domain-stats, static_configs: [{targets: ["%s"]}]}
                        """
                                .formatted(server.getAuthority()));
        return ProgramCommand.of("prometheus", "--config.file=" + config)
                .with("--storage.tsdb.path=" + folder.resolve("tsdb"))
                .with("--web.listen-address=127.0.0.1:" + port)
                .start(folder.resolve("prometheus.log"));
    }

    /** A name that is new, and again, so that it is answered from memory. */
    private boolean ask(RawHttpClient http) throws IOException {
        for (int i = 0; i < 2; i++) {
            assertThat(http.get("/asked-" + asked + ".com").receive().status()).isEqualTo(200);
        }
        asked++;
        return true;
    }

    /** Whether there is a series; what a query divides must be a number as well. */
    private static boolean hasData(URI api, String query) throws IOException {
        JsonObject found =
                (JsonObject) get(api, "/api/v1/query", "query", filledIn(query)).getValue("data");
        JsonArray series = found.getJsonArray("result");
        return !series.isEmpty()
                && (!query.contains(" / ")
                        || series.stream()
                                .map(each -> ((JsonObject) each).getJsonArray("value"))
                                .noneMatch(value -> value.getString(1).equals("NaN")));
    }

    private static String filledIn(String query) {
        return query.replace("$__rate_interval", RATE_INTERVAL)
                .replace("$job", ".*")
                .replace("$instance", ".*");
    }

    /** The metrics of a query that Prometheus never got. */
    private static List<String> unknown(URI api, String query) throws IOException {
        JsonArray known =
                data(api, "/api/v1/label/__name__/values", "match[]", "{job=\"domain-stats\"}");
        Stream<String> names = METRIC.matcher(query).results().map(MatchResult::group);
        return names.filter(name -> !known.contains(name)).toList();
    }

    private static JsonArray data(URI api, String path, String name, String value)
            throws IOException {
        return get(api, path, name, value).getJsonArray("data");
    }

    private static JsonObject get(URI api, String path, String name, String value)
            throws IOException {
        String parameter = URLEncoder.encode(name, UTF_8) + "=" + URLEncoder.encode(value, UTF_8);
        try (RawHttpClient http = new RawHttpClient(api)) {
            JsonObject answer = new JsonObject(http.get(path + "?" + parameter).receive().body());
            assertThat(answer.getString("status")).as(answer.encode()).isEqualTo("success");
            return answer;
        }
    }
}
