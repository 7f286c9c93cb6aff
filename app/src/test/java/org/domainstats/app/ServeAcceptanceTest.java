package org.domainstats.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.processkit.CommandResult;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The server as a user meets it: its own process, real files, real HTTP. */
class ServeAcceptanceTest {

    private static final String GOOGLE =
            "{\"seen_by_web\": \"ESTABLISHED\", \"seen_by_us\": \"ESTABLISHED\","
                    + " \"seen_by_you\": \"FIRST-CONTACT\", \"rank\": 1, \"other\": \"{}\"}";

    @TempDir private Path folder;

    @Test
    void freshMachineAnswersTheReadmesExample() throws Exception {
        try (ServerProcess server = offline()) {
            assertThat(server.ask("google.com")).isEqualTo(GOOGLE);
            assertThat(server.ask("www.Google.COM."))
                    .matches(".*\"seen_by_you\": \"\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\".*");
            assertThat(server.stop()).isEqualTo(143);
        }
    }

    /** Whatever has begun by then: files, event loops, threads that load classes ahead. */
    @Test
    void stopDuringTheStartIsNoFault() throws Exception {
        Path err = folder.resolve("err");
        for (int millis = 300; millis <= 900; millis += 200) {
            Process starting =
                    Cli.command("serve", "--data", folder.resolve("data").toString(), "--port", "0")
                            .start(err);
            var _ = starting.waitFor(millis, TimeUnit.MILLISECONDS);
            starting.destroy();
            assertThat(starting.waitFor()).as(Files.readString(err)).isEqualTo(143);
        }
        assertThat(Files.readString(err)).doesNotContain("Exception", "\tat ");
    }

    @Test
    void junkIsAnsweredWithItsReasonAndLeavesNoContact() throws Exception {
        List<String> junk =
                List.of(
                        "%{[dns][question][name]}",
                        "192.0.2.7",
                        "[2001:db8::1]",
                        "localhost",
                        "a".repeat(300),
                        "ex\tample.com",
                        "exam ple.com",
                        "http://example.com/",
                        "example.com:443",
                        "example%2ecom",
                        "example.com\0");
        try (ServerProcess server = offline()) {
            for (String name : junk) {
                assertThat(server.ask(name))
                        .contains("\"seen_by_you\": \"UNAVAILABLE\"", "not-public", "error");
            }
            server.stop();
        }
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"))) {
            assertThat(store.contacts().count()).isZero();
        }
    }

    @Test
    void everyFirstContactThatWasAnsweredOutlivesAKillAndIsNeverAnsweredAgain() throws Exception {
        Set<String> announced = ConcurrentHashMap.newKeySet();
        for (int round = 0; round < 3; round++) {
            killUnderLoad(announced, round);
        }
        assertThat(announced).hasSizeGreaterThan(300);
        try (ServerProcess server = offline()) {
            for (String name : announced) {
                assertThat(server.ask(name)).doesNotContain("FIRST-CONTACT");
            }
        }
    }

    private void killUnderLoad(Set<String> announced, int round) throws Exception {
        AtomicInteger next = new AtomicInteger();
        CountDownLatch enough = new CountDownLatch(200);
        try (ServerProcess server = offline();
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int client = 0; client < 64; client++) {
                clients.execute(() -> askUntilKilled(server, round, next, announced, enough));
            }
            assertThat(enough.await(2, TimeUnit.MINUTES)).isTrue();
            server.kill();
            clients.shutdownNow();
        }
    }

    private static void askUntilKilled(
            ServerProcess server,
            int round,
            AtomicInteger next,
            Set<String> announced,
            CountDownLatch enough) {
        try {
            while (true) {
                String name = "r" + round + "n" + next.getAndIncrement() + ".com";
                if (server.ask(name).contains("FIRST-CONTACT")) {
                    assertThat(announced.add(name)).isTrue();
                }
                enough.countDown();
            }
        } catch (IOException e) {
            // The kill, which is what this waits for.
        }
    }

    @Test
    void openAddressIsRefusedWithoutTokens() throws Exception {
        CommandResult run = Cli.run("serve", "--bind", "0.0.0.0", "--data", folder.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("token-file").contains("allow-anonymous");
    }

    @Test
    void folderThatCannotBeUsedIsNamed() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        CommandResult run = Cli.run("serve", "--port", "0", "--data", file.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains(file.toString()).doesNotContain("Exception");
    }

    @Test
    void portThatIsTakenIsNamed() throws Exception {
        try (ServerProcess server = offline()) {
            String port = String.valueOf(server.url().getPort());
            CommandResult run =
                    Cli.run("serve", "--port", port, "--data", folder.resolve("b").toString());
            assertThat(run.exit()).isEqualTo(1);
            assertThat(run.err()).contains(port).contains("--port").doesNotContain("Exception");
        }
    }

    private ServerProcess offline() throws Exception {
        return Cli.serve(folder, "--rdap", "off", "--whois", "off");
    }
}
