package org.domainstats.app.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** From SQLite to PostgreSQL and back, as an operator does it. */
@Order(1)
class MigrateStoreAcceptanceTest {

    private static final List<String> NAMES =
            IntStream.range(0, 300).mapToObj(i -> "moved-" + i + ".com").toList();

    @TempDir private Path folder;

    @Test
    void everythingMovesWhileAServerGoesOnAndBackAgain() throws Exception {
        Path data = folder.resolve("data");
        Path back = folder.resolve("back");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start("fsync=off")) {
            String store = postgres.createDatabase("moved");
            assertThat(Cli.run("admin", "schema", "--apply", "--store", store).exit()).isZero();
            List<String> log;
            try (ServerProcess server = serve(data)) {
                ask(server, NAMES.subList(0, 200), true);
                CommandResult copied = move(data, store);
                assertThat(copied.exit()).as(copied.err()).isZero();
                assertThat(copied.out()).contains("pass 1", "now add --finish");
                ask(server, NAMES.subList(200, 300), true);
                assertThat(move(data, store).exit()).as("the target is used").isNotZero();
                assertThat(move(data, store, "--resume").exit()).isZero();
                CommandResult finished = move(data, store, "--finish");
                assertThat(finished.exit()).as(finished.err()).isZero();
                assertThat(finished.out())
                        .contains("writes paused for", "same in both stores")
                        .doesNotContain("DIFFERENT");
                assertThat(server.ask("late.com"))
                        .as("its file was moved away")
                        .contains("store-unavailable");
            }
            assertThat(Files.exists(data.resolve("contacts.db"))).isFalse();
            try (ServerProcess server = serve(data, "--store", store)) {
                ask(server, NAMES, false);
                assertThat(server.ask("after.com")).contains("FIRST-CONTACT");
                log = log(data, "--store", store);
                CommandResult refused = move(back, store, "--to-sqlite", "--finish");
                assertThat(refused.err()).contains("servers are connected");
            }
            CommandResult returned = move(back, store, "--to-sqlite", "--finish");
            assertThat(returned.exit()).as(returned.err()).isZero();
            try (ServerProcess server = serve(back)) {
                ask(server, NAMES, false);
                assertThat(log(back)).isEqualTo(log);
                assertThat(server.ask("after.com")).doesNotContain("FIRST-CONTACT");
                assertThat(server.ask("back.com")).contains("FIRST-CONTACT");
            }
        }
    }

    private static ServerProcess serve(Path data, String... flags) throws IOException {
        List<String> all = new ArrayList<>(List.of("--rdap", "off", "--whois", "off"));
        all.addAll(List.of(flags));
        return Cli.serve(data, all.toArray(String[]::new));
    }

    private static CommandResult move(Path data, String store, String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of("admin", "migrate-store"));
        words.addAll(List.of(flags));
        words.addAll(List.of("--data", data.toString(), "--store", store));
        return Cli.run(words.toArray(String[]::new));
    }

    private static void ask(ServerProcess server, List<String> names, boolean first)
            throws IOException {
        try (RawHttpClient http = new RawHttpClient(server.url())) {
            for (String name : names) {
                String answer = http.get("/" + name).receive().bodyOfSuccess();
                assertThat(answer.contains("FIRST-CONTACT")).as(answer).isEqualTo(first);
            }
        }
    }

    /** Sites and first times, in order. How often and when last is written behind. */
    private static List<String> log(Path data, String... flags) throws Exception {
        List<String> words = new ArrayList<>(List.of("admin", "export", "--data", data.toString()));
        words.addAll(List.of(flags));
        return Cli.run(words.toArray(String[]::new))
                .outOfSuccess()
                .lines()
                .map(line -> line.split(",", -1)[0] + " " + line.split(",", -1)[1])
                .toList();
    }
}
