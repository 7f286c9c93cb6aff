package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.registrykit.Behaviour;
import org.domainstats.registrykit.LoopbackInternet;
import org.domainstats.registrykit.LoopbackRegistry;
import org.domainstats.registrykit.ReceivedQuestion;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Several server processes on one PostgreSQL, as an operator sets them up. */
@Tag("long")
class SharedStoreAcceptanceTest {

    private static final int NAMES = 400;
    private static final int CLIENTS = 4;
    private static final String SERVER_USER = "domain_stats_server";

    private static EmbeddedPostgres postgres;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.start("fsync=off");
        execute("postgres", "CREATE ROLE " + SERVER_USER + " LOGIN");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(String database) throws SQLException {
        try (Connection connection = postgres.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM contacts")) {
            row.next();
            return row.getLong(1);
        }
    }

    /** A database with the schema, whose servers may only read and write rows. */
    private static void prepare(String database) throws Exception {
        String owner = postgres.createDatabase(database);
        CommandResult applied = Cli.run("admin", "schema", "--apply", "--store", owner);
        assertThat(applied.err()).contains("migrations applied").hasLineCount(1);
        CommandResult grants = Cli.run("admin", "schema", "--grant-to", SERVER_USER);
        execute(database, grants.out());
    }

    private ServerProcess serve(String database, String name) throws IOException {
        return serve(database, name, "60s");
    }

    private ServerProcess serve(String database, String name, String answerWithin)
            throws IOException {
        return serve(database, name, answerWithin, "--rdap", "off", "--whois", "off");
    }

    private ServerProcess serve(
            String database, String name, String answerWithin, String... registries)
            throws IOException {
        List<String> flags = new ArrayList<>(List.of(registries));
        flags.addAll(List.of("--store", postgres.address(SERVER_USER, database)));
        flags.addAll(List.of("--answer-within", answerWithin));
        return Cli.serve(folder.resolve(name), flags.toArray(String[]::new));
    }

    @Test
    void databaseWithoutTablesIsRefusedWithTheWayOut() throws Exception {
        String address = postgres.createDatabase("empty");
        CommandResult run =
                Cli.run("serve", "--port", "0", "--data", folder.toString(), "--store", address);
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err())
                .contains(address, "domain-stats admin schema --apply")
                .doesNotContain("Exception");
    }

    @Test
    void passwordInTheAddressIsRefused() throws Exception {
        CommandResult run =
                Cli.run("serve", "--store", "postgresql://user:hunter2@127.0.0.1:5432/memory");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("store-password-file").doesNotContain("hunter2");
    }

    @Test
    void twoServersAnnounceEachNewNameOnce() throws Exception {
        prepare("pair");
        try (ServerProcess one = serve("pair", "one");
                ServerProcess other = serve("pair", "other")) {
            Map<String, AtomicInteger> announced = new ConcurrentHashMap<>();
            askBoth(one, other, "pair", announced);
            assertThat(announced).hasSize(NAMES);
            assertThat(announced.values()).allMatch(times -> times.get() == 1);
            assertThat(count("pair")).isEqualTo(NAMES);
            assertThat(one.ask("pair-1.com")).isEqualTo(other.ask("pair-1.com"));
        }
    }

    @Test
    void whatAKilledServerAnnouncedIsNotAnnouncedAgain() throws Exception {
        prepare("kill");
        Map<String, AtomicInteger> announced = new ConcurrentHashMap<>();
        try (ServerProcess one = serve("kill", "one");
                ServerProcess other = serve("kill", "other");
                ExecutorService killer = Executors.newSingleThreadExecutor()) {
            Future<?> kill =
                    killer.submit(
                            () -> {
                                awaitSize(announced, NAMES / 3);
                                one.kill();
                                return true;
                            });
            askBoth(one, other, "kill", announced);
            kill.get();
        }
        int unsaid = NAMES - announced.size();
        try (ServerProcess again = serve("kill", "one")) {
            // What was committed and not said is left to the next who asks.
            ask(again, "kill", 0, announced);
        }
        assertThat(announced.values()).allMatch(times -> times.get() == 1);
        assertThat(count("kill")).isEqualTo(NAMES);
        assertThat(announced).as("of which %s were told after the restart", unsaid).hasSize(NAMES);
    }

    /** Both are asked the same new names at one moment. */
    @Test
    void twoServersAskARegistryNoMoreThanOneAndEachDomainOnce() throws Exception {
        prepare("paced");
        try (LoopbackInternet internet = LoopbackInternet.start()) {
            LoopbackRegistry registry = internet.registry("com");
            registry.otherwise(Behaviour.registered("2015-12-12T19:34:59Z"));
            String[] registries = {
                "--allow-private-registries",
                "--rdap-bootstrap=" + internet.bootstrap(),
                "--whois-root=" + internet.whoisRoot()
            };
            try (ServerProcess one = serve("paced", "one", "2s", registries);
                    ServerProcess other = serve("paced", "other", "2s", registries);
                    ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
                for (String name : List.of("paced-a.com", "paced-b.com", "paced-c.com")) {
                    var _ = clients.submit(() -> one.ask(name));
                    var _ = clients.submit(() -> other.ask(name));
                }
                for (String name : List.of("paced-a.com", "paced-b.com", "paced-c.com")) {
                    for (ServerProcess server : List.of(one, other)) {
                        Await.until(
                                "a date for " + name,
                                () -> server.ask(name).contains("2015-12-12 19:34:59"));
                    }
                }
            }
            List<ReceivedQuestion> asked = registry.asked();
            assertThat(asked).extracting(ReceivedQuestion::question).doesNotHaveDuplicates();
            assertThat(asked).hasSize(3);
            for (int i = 1; i < asked.size(); i++) {
                assertThat(Duration.between(asked.get(i - 1).at(), asked.get(i).at()))
                        .as("a second between questions")
                        .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
            }
        }
    }

    @Test
    void whatIsAskedWithoutTheDatabaseIsSettledOnceItIsBack() throws Exception {
        prepare("outage");
        Map<String, AtomicInteger> announced = new ConcurrentHashMap<>();
        try (ServerProcess one = serve("outage", "one", "2s")) {
            try (RawHttpClient http = new RawHttpClient(one.url())) {
                assertThat(http.get("/known-before.com").receive().bodyOfSuccess())
                        .contains("FIRST-CONTACT");
                assertThat(http.get("/known-before.com").receive().bodyOfSuccess())
                        .contains("seen_by_you\": \"20");
                postgres.kill();
                for (int i = 0; i < NAMES; i++) {
                    assertThat(http.get("/outage-" + i + ".com").receive().bodyOfSuccess())
                            .contains("store-unavailable")
                            .doesNotContain("FIRST-CONTACT");
                }
                assertThat(http.get("/known-before.com").receive().bodyOfSuccess())
                        .as("what is in memory is answered")
                        .contains("seen_by_you\": \"20");
                Await.until("not ready", () -> http.get("/readyz").receive().status() == 503);
                assertThat(http.get("/readyz").receive().body())
                        .contains("cannot be reached since");
                assertThat(metric(http, "domain_stats_store_reachable")).isEqualTo("0.0");
                // The first one was sent over a connection that was open before: it is in doubt.
                assertThat(noted(http)).isEqualTo(NAMES);
                postgres.restart();
                Await.until("ready", () -> http.get("/readyz").receive().status() == 200);
                Await.until("settled", () -> noted(http) == 0);
                assertThat(count("outage")).isEqualTo(NAMES + 1);
            }
            ask(one, "outage", 0, announced);
            ask(one, "outage", 1, announced);
        }
        assertThat(announced).hasSize(NAMES);
        assertThat(announced.values()).allMatch(times -> times.get() == 1);
    }

    /** Names of the outage, each a group of its own, whose contacts are still to be made. */
    private static double noted(RawHttpClient http) throws IOException {
        return Double.parseDouble(metric(http, "domain_stats_journal_size"))
                + Double.parseDouble(metric(http, "domain_stats_store_unsettled"));
    }

    private static String metric(RawHttpClient http, String name) throws IOException {
        return http.get("/metrics")
                .receive()
                .bodyOfSuccess()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static void awaitSize(Map<?, ?> announced, int size) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (announced.size() < size && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /** Each by half of the clients, all names. */
    private static void askBoth(
            ServerProcess one,
            ServerProcess other,
            String prefix,
            Map<String, AtomicInteger> announced)
            throws Exception {
        List<Future<?>> asked = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CLIENTS; i++) {
                int number = i;
                asked.add(clients.submit(() -> ask(one, prefix, number, announced)));
                asked.add(clients.submit(() -> ask(other, prefix, number, announced)));
            }
        }
        for (Future<?> each : asked) {
            each.get();
        }
    }

    /** Asks every name over one connection, beginning with another for each client. */
    private static void ask(
            ServerProcess server, String prefix, int client, Map<String, AtomicInteger> announced) {
        try (RawHttpClient http = new RawHttpClient(server.url())) {
            for (int i = 0; i < NAMES; i++) {
                String name = prefix + "-" + (i + client * NAMES / CLIENTS) % NAMES + ".com";
                String answer = http.get("/" + name).receive().bodyOfSuccess();
                assertThat(answer).doesNotContain("store-unavailable");
                if (answer.contains("FIRST-CONTACT")) {
                    announced.computeIfAbsent(name, _ -> new AtomicInteger()).incrementAndGet();
                }
            }
        } catch (IOException e) {
            // The kill, where there is one; without it names would be missing.
        }
    }
}
