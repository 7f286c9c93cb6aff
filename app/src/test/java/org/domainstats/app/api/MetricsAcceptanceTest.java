package org.domainstats.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** What {@code /metrics} says after traffic whose figures are known. */
class MetricsAcceptanceTest {

    private static final Behaviour WELL = Behaviour.registered("2001-02-03T04:05:06Z");
    private static final String PATIENT = "?wait=30s";

    @TempDir private Path folder;

    private final LoopbackInternet internet = LoopbackInternet.start();

    @BeforeEach
    void openRegistries() {
        internet.registry("dev").on("good.dev", WELL);
        internet.registry("app").on("good.app", WELL);
        internet.withoutRdap("app");
        internet.registry("org").otherwise(new Behaviour.Reset());
    }

    @AfterEach
    void close() {
        internet.close();
    }

    @Test
    @Timeout(300)
    void everyFamilyShowsWhatTheTrafficCameTo() throws Exception {
        publishFeed();
        try (ServerProcess server = serve()) {
            await(server, "domain_stats_feed_pulls_total{result=\"up-to-date\"}", 1);
            ask(server);
            await(server, "domain_stats_queue_size{reason=\"asked\"}", 1);

            Map<String, Double> metrics = scrape(server);
            assertThat(metrics)
                    .containsAllEntriesOf(lookups())
                    .containsAllEntriesOf(registries())
                    .containsEntry("domain_stats_queue_size{reason=\"recheck\"}", 0.0)
                    .containsEntry("domain_stats_feed_version{part=\"major\"}", 1.0)
                    .containsEntry("domain_stats_feed_version{part=\"minor\"}", 1.0)
                    .containsEntry("domain_stats_failures_total", 0.0)
                    .containsEntry(
                            "domain_stats_community_requests_total{result=\"answered\"}", 0.0);
            assertThat(metrics.get("domain_stats_known_domains")).isGreaterThan(1_000);
            assertThat(metrics.get("domain_stats_feed_age_seconds")).isBetween(0.0, 3_600.0);
            assertThat(metrics.get("domain_stats_store_commits_seconds_count"))
                    .isGreaterThanOrEqualTo(5);
            assertThat(metrics.get("domain_stats_store_commits_seconds_sum")).isPositive();
            assertThat(metrics.keySet())
                    .anyMatch(name -> name.startsWith("domain_stats_build_info{java=\"25"))
                    .noneMatch(name -> name.contains("good") || name.contains("bad"));
            assertThat(undocumented(server.get("/metrics"))).isEmpty();

            String failures = "domain_stats_store_failures_total{operation=\"record-contacts\"}";
            assertThat(metrics).containsEntry(failures, 0.0);
            Path away = Files.move(Path.of(data(), "contacts.db"), folder.resolve("away"));
            assertThat(server.get("/not-recorded.com")).contains("store-unavailable");
            assertThat(scrape(server)).containsEntry(failures, 1.0);
            Files.move(away, Path.of(data(), "contacts.db"));
        }
    }

    @Test
    @Timeout(300)
    void aCommunityServerHasTheSameFamilies() throws Exception {
        try (ServerProcess server =
                Cli.community(
                        folder.resolve("community"),
                        "--community-https-port=0",
                        "--community-metrics-port=0",
                        "--allow-private-registries",
                        "--rdap-bootstrap=" + internet.bootstrap(),
                        // It has the date as well, and is asked where RDAP has not replied in time.
                        "--whois=off")) {
            URI members = server.address("http");
            Await.until("the date", () -> ask(members, "good.dev").contains("2001-02-03"));
            ask(members, "good.dev");
            ask(members, "google.com");
            URI page = server.addresses().getLast();
            Map<String, Double> metrics = scrape(text(page));
            assertThat(metrics)
                    .containsEntry("domain_stats_first_contacts_total{seen_by=\"you\"}", 2.0)
                    .containsEntry(
                            "domain_stats_registry_requests_total{protocol=\"rdap\",result=\"registered\"}",
                            1.0)
                    .containsEntry(
                            "domain_stats_store_failures_total{operation=\"record-contacts\"}", 0.0)
                    .containsKeys("domain_stats_queue_size{reason=\"asked\"}");
            String lookups = "domain_stats_lookups_total";
            assertThat(metrics.get(lookups + "{result=\"dated\",source=\"rdap\"}")).isPositive();
            assertThat(metrics.get(lookups + "{result=\"repeated\",source=\"cache\"}"))
                    .isPositive();
            assertThat(metrics.get("domain_stats_store_commits_seconds_count")).isPositive();
            assertThat(metrics.keySet())
                    .anyMatch(name -> name.startsWith("domain_stats_build_info{java=\"25"))
                    .noneMatch(name -> name.contains("good") || name.contains("google"));
            assertThat(metrics.get("domain_stats_community_queries_total")).isPositive();
            // Meters of other labels under its name would be refused, with a warning.
            assertThat(text(page)).doesNotContain("domain_stats_community_requests_total{");
            assertThat(undocumented(text(page))).isEmpty();
        }
    }

    private static String ask(URI community, String name) throws IOException {
        try (RawHttpClient client = new RawHttpClient(community)) {
            String query =
                    "{\"action\":\"query\",\"id\":\"%s\",\"version\":\"1.0\",\"domain\":\"%s\"}"
                            .formatted(
                                    "a-random-id-" + Integer.toUnsignedString(name.hashCode()),
                                    name);
            return client.post("/v1/community", query.getBytes(StandardCharsets.US_ASCII))
                    .receive()
                    .bodyOfSuccess();
        }
    }

    private static String text(URI page) throws IOException {
        try (RawHttpClient client = new RawHttpClient(page)) {
            return client.get(page.getPath()).receive().bodyOfSuccess();
        }
    }

    /** Single questions and a batch; {@code good.dev} comes three times. */
    private static void ask(ServerProcess server) throws IOException {
        for (String name :
                List.of("good.dev", "good.dev", "free.dev", "good.app", "bad.org", "known.com")) {
            server.get("/" + name + PATIENT);
        }
        server.get("/nonsense");
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String rows = "good.dev\nnonsense\nother.dev\n";
            client.send(
                    "POST /v1/domains"
                            + PATIENT
                            + " HTTP/1.1\r\nHost: x\r\nContent-Length: "
                            + rows.length()
                            + "\r\n\r\n"
                            + rows);
            client.receive().bodyOfSuccess();
        }
    }

    private static Map<String, Double> lookups() {
        String lookups = "domain_stats_lookups_total";
        return Map.of(
                lookups + "{result=\"repeated\",source=\"cache\"}",
                2.0,
                lookups + "{result=\"dated\",source=\"rdap\"}",
                1.0,
                lookups + "{result=\"dated\",source=\"whois\"}",
                1.0,
                lookups + "{result=\"undated\",source=\"none\"}",
                2.0,
                lookups + "{result=\"pending\",source=\"none\"}",
                1.0,
                lookups + "{result=\"established\",source=\"feed\"}",
                1.0,
                lookups + "{result=\"not-public\",source=\"none\"}",
                2.0,
                "domain_stats_first_contacts_total{seen_by=\"you\"}",
                6.0,
                "domain_stats_first_contacts_total{seen_by=\"us\"}",
                0.0,
                "domain_stats_cache_hits_total",
                2.0);
    }

    private static Map<String, Double> registries() {
        String requests = "domain_stats_registry_requests_total";
        return Map.of(
                requests + "{protocol=\"rdap\",result=\"registered\"}", 1.0,
                requests + "{protocol=\"rdap\",result=\"unregistered\"}", 2.0,
                requests + "{protocol=\"rdap\",result=\"failed\"}", 1.0,
                requests + "{protocol=\"whois\",result=\"registered\"}", 1.0,
                requests + "{protocol=\"whois\",result=\"failed\"}", 1.0);
    }

    /** Families that the list of metrics for operators does not have. */
    private static List<String> undocumented(String metrics) throws IOException {
        String list = Files.readString(Path.of("../docs/metrics.md"));
        return metrics.lines()
                .filter(line -> !line.contains(" domain_stats_community_"))
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ", -1)[2])
                .filter(family -> !list.contains('`' + family + '`'))
                .toList();
    }

    private static void await(ServerProcess server, String name, double value) throws IOException {
        long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (scrape(server).getOrDefault(name, -1.0) != value && System.nanoTime() < end) {
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        assertThat(scrape(server)).containsEntry(name, value);
    }

    private static Map<String, Double> scrape(ServerProcess server) throws IOException {
        return scrape(server.get("/metrics"));
    }

    private static Map<String, Double> scrape(String text) {
        Map<String, Double> metrics = new HashMap<>();
        text.lines()
                .filter(line -> !line.startsWith("#"))
                .forEach(
                        line -> {
                            int blank = line.lastIndexOf(' ');
                            metrics.put(
                                    line.substring(0, blank),
                                    Double.valueOf(line.substring(blank + 1)));
                        });
        return metrics;
    }

    /** A signed feed with one established domain. */
    private void publishFeed() throws Exception {
        Path list = Files.writeString(folder.resolve("list.txt"), "-1,known.com\n");
        String publisher = folder.resolve("publisher").toString();
        assertThat(
                        Cli.run(
                                        "admin",
                                        "import",
                                        "--as=established",
                                        "--data",
                                        publisher,
                                        list.toString())
                                .exit())
                .isZero();
        assertThat(Cli.run("admin", "publish", "--data", publisher).exit()).isZero();
        // Applied before the server starts: a change while it runs empties its cache.
        assertThat(Cli.run("admin", "update", "--data", data(), "--feed", feed()).exit()).isZero();
    }

    private ServerProcess serve() throws IOException {
        return Cli.serve(
                Path.of(data()),
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot(),
                "--feed=" + feed());
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String feed() {
        return folder.resolve("publisher/public/feed").toString();
    }
}
