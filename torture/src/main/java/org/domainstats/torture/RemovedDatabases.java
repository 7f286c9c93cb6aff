package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;
import org.domainstats.torture.ledger.NumberedNames;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * The database of contacts moved away under a running server, with or without another in its place.
 * The server must say so and announce nothing; with the file back, everything must be there.
 */
record RemovedDatabases() implements Fault {

    private static final List<String> FILES =
            List.of("contacts.db", "contacts.db-wal", "contacts.db-shm");

    private static final Duration LONGEST = Duration.ofSeconds(2);
    private static final Duration NOTICED = Duration.ofSeconds(40);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int NAMES = 50;

    @Override
    public String name() {
        return "removed";
    }

    @Override
    public String description() {
        return "the database of contacts moved away or replaced under load, and put back";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        Path away = Files.createDirectories(environment.folder().resolve("away"));
        boolean replace = environment.random().nextBoolean();
        environment.ledger().mayBeRefused(true);
        try (ServerProcess server = environment.start()) {
            try (ClientLoad load = environment.load(server)) {
                load.runFor(environment.upTo(LONGEST));
                move(environment.data(), away);
                if (replace) {
                    Files.createFile(environment.data().resolve(FILES.getFirst()));
                }
                load.runFor(LONGEST);
            }
            environment.counters().count(replace ? "database replaced" : "database removed", 1);
            awaitNotReady(server.url(), environment);
            announcesNothing(server.url(), environment);
            server.kill();
        } finally {
            for (String file : FILES) {
                Files.deleteIfExists(environment.data().resolve(file));
            }
            move(away, environment.data());
            environment.ledger().mayBeRefused(false);
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        for (String file : FILES) {
            if (Files.exists(from.resolve(file))) {
                Files.move(from.resolve(file), to.resolve(file));
            }
        }
    }

    private static void awaitNotReady(URI server, TortureEnvironment environment)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < NOTICED.toNanos()) {
            try (RawHttpClient client = new RawHttpClient(server)) {
                if (client.get("/readyz").receive().status() != 200) {
                    return;
                }
            }
            Thread.sleep(PAUSE);
        }
        environment
                .counters()
                .violation(
                        Violation.WRONG_ANSWER, "/readyz is ok though the database was moved away");
    }

    private static void announcesNothing(URI server, TortureEnvironment environment)
            throws IOException {
        for (int i = 0; i < NAMES; i++) {
            int site = environment.ledger().fresh();
            environment.ledger().unanswered(site);
            String name = NumberedNames.site(site);
            try (RawHttpClient client = new RawHttpClient(server)) {
                String body = client.get("/" + name).receive().body();
                if (body.contains("FIRST-CONTACT")) {
                    environment
                            .counters()
                            .violation(
                                    Violation.ANNOUNCED_TWICE,
                                    name + " is announced from a database that is not there");
                    return;
                }
            }
        }
    }
}
