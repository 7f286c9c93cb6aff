package org.domainstats.app.browser;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;

import org.domainstats.app.Main;
import org.domainstats.app.access.AnalystToken;
import org.domainstats.model.DomainName;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.QuickJava;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.store.Contacts;
import org.domainstats.storekit.ManyContacts;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Prints how long clicks and hunts take over ten million contacts, in a real browser and with the
 * options of Java that the program is shipped with. It judges no time: whoever runs it does. {@code
 * cold} is the first time after the start, nothing of the files in memory; then each is done again
 * and again.
 */
@EnabledIfEnvironmentVariable(
        named = "DASHBOARD_DATA",
        matches = "/.+",
        disabledReason = "a measurement: CONTRIBUTING.md says how to take it")
@Timeout(3_600)
class DashboardClicksTest {

    private static final int CONTACTS = 10_000_000;
    private static final int INDICATORS = 10_000;
    private static final int ROUNDS = 5;

    /** As many names as the launcher has its cache of classes made with. */
    private static final int TRAINED = 2_000;

    private static final List<String> SHIPPED =
            List.of(
                    "-Xmx90m",
                    "-XX:+UseSerialGC",
                    "-XX:+UseCompactObjectHeaders",
                    "-XX:TrimNativeHeapInterval=2000");

    @TempDir private Path folder;

    private final Path data = Path.of(String.valueOf(System.getenv("DASHBOARD_DATA")));
    private final Path contacts = data.resolve("contacts.db");
    private final Path triage = data.resolve("triage.db");

    @Test
    void firstRowsAfterAClickAndHuntsOfManyIndicators() throws Exception {
        Chromium.require();
        fill();
        String indicators = String.join("\n", indicators());
        Path tokens = AnalystToken.file(folder);
        QuickJava program = QuickJava.train(folder, Main.class.getName(), SHIPPED, this::serveOnce);
        ProgramCommand serve =
                program.command("serve", "--port=0", "--rdap=off", "--whois=off")
                        .with("--data=" + data, "--token-file=" + tokens)
                        .environment(Map.of("MALLOC_ARENA_MAX", "2"));
        for (int i = 0; i < 2; i++) {
            forget();
            try (ServerProcess server = ServerProcess.start(serve)) {
                hunts(server, indicators);
            }
        }
        forget();
        try (ServerProcess server = ServerProcess.start(serve);
                ChromiumTab tab = ChromiumTab.open(folder.resolve("profile"))) {
            tab.look(1280, 900, "light");
            AnalystToken.signIn(tab, server.url().resolve("/ui/triage?view=all").toString());
            DashboardClicks clicks = new DashboardClicks(server, tab, this::forget);
            clicks.measure(ROUNDS);
            System.out.println(clicks.report());
            System.out.println("resident " + server.memory());
        }
    }

    private void fill() throws IOException {
        Files.createDirectories(data);
        long there;
        try (SqliteStore store = SqliteStore.open(contacts)) {
            there = store.triage().upTo();
        }
        if (there == 0) {
            Duration year = Duration.ofDays(365);
            ManyContacts.fill(contacts, triage, CONTACTS, Instant.now().minus(year), year);
        }
    }

    private void serveOnce(ProgramCommand program) throws IOException, InterruptedException {
        Path served = folder.resolve("trained");
        ServerProcess server =
                ServerProcess.start(
                        program.with("serve", "--port=0", "--data=" + served)
                                .with("--rdap=off", "--whois=off"));
        String names =
                IntStream.range(0, TRAINED)
                        .mapToObj(i -> "n" + i + ".example.org\n")
                        .collect(Collectors.joining());
        program.with("lookup", "--port=" + server.url().getPort(), "-").run(names);
        server.stop(Duration.ofMinutes(5));
    }

    /** Every second of them was asked about. */
    private List<String> indicators() {
        Random random = new Random(1);
        List<String> indicators = new ArrayList<>();
        try (SqliteStore store = SqliteStore.open(contacts)) {
            Contacts all = store.contacts();
            long count = all.count();
            for (int i = 0; i < INDICATORS / 2; i++) {
                DomainName site = all.after(random.nextLong(count), 1).getFirst().site();
                indicators.add(site.ascii());
                indicators.add("never-" + random.nextLong(Long.MAX_VALUE) + ".com");
            }
        }
        return indicators;
    }

    private void hunts(ServerProcess server, String indicators) throws Exception {
        System.out.println("hunt of 10,000 in " + CONTACTS + ", half of them known:");
        for (int i = 0; i <= ROUNDS; i++) {
            ServerCost before = ServerCost.of(server);
            long begun = System.nanoTime();
            int found = hunt(server, indicators);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            assertThat(found).isEqualTo(INDICATORS / 2);
            System.out.printf(
                    "  %s %5d ms, %s%n",
                    i == 0 ? "cold" : "warm", millis, ServerCost.of(server).since(before));
        }
    }

    private static int hunt(ServerProcess server, String indicators) throws IOException {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            byte[] body = indicators.getBytes(UTF_8);
            String head =
                    "POST /v1/hunt HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain\r\n"
                            + "Authorization: Bearer "
                            + AnalystToken.TEXT
                            + "\r\nContent-Length: "
                            + body.length
                            + "\r\n\r\n";
            client.send(head).send(body);
            return new JsonObject(client.receive().bodyOfSuccess()).getInteger("found");
        }
    }

    /** Nothing of the files is in memory afterwards, but for what the server itself holds. */
    private void forget() throws IOException, InterruptedException {
        for (Path file : List.of(contacts, triage)) {
            ProgramCommand.of("dd", "of=" + file, "oflag=nocache", "conv=notrunc,fdatasync")
                    .with("count=0", "status=none")
                    .run();
        }
    }
}
