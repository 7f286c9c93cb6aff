package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.LedgerChecks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Where the torture takes place: the data folder, and what must be true of it. */
final class TortureEnvironment {

    /** A start takes one; with six times as much to do as the machine can, it has taken 30. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /** The promise, under whatever load. */
    private static final long MOST_KIB = 256 * 1_024;

    private static final Duration MEMORY_INTERVAL = Duration.ofMillis(100);

    private final Path launcher;
    private final Path data;
    private final Path folder;
    private final Counters counters;
    private final SplittableRandom random;
    private final Ledger ledger;
    private final LedgerChecks checks;

    TortureEnvironment(
            Path launcher, Path data, Path folder, Counters counters, SplittableRandom random) {
        this.launcher = launcher;
        this.data = data;
        this.folder = folder;
        this.counters = counters;
        this.random = random;
        this.ledger = new Ledger(counters, InstantSource.system());
        this.checks = new LedgerChecks(ledger, counters, data.resolve("contacts.db"));
    }

    /** Another data folder with the same server and the same random numbers. */
    TortureEnvironment elsewhere(Path data) {
        return new TortureEnvironment(launcher, data, folder, counters, random);
    }

    /** The server as an operator starts it, but with no registry to ask. */
    ProgramCommand serve() {
        return serveWith("--rdap", "off", "--whois", "off");
    }

    ProgramCommand serveWith(String... flags) {
        return command("serve", "--port", "0").with(flags);
    }

    /** Any command on the data folder. */
    ProgramCommand command(String... words) {
        return ProgramCommand.of(launcher.toString()).with(words).with("--data", data.toString());
    }

    /** The program that starts servers. */
    Path launcher() {
        return launcher;
    }

    /** The data folder of the server. */
    Path data() {
        return data;
    }

    Path folder() {
        return folder;
    }

    Counters counters() {
        return counters;
    }

    SplittableRandom random() {
        return random;
    }

    Ledger ledger() {
        return ledger;
    }

    Path log() {
        return folder.resolve("server.log");
    }

    /** How much the servers have logged so far, in bytes. */
    long logSize() throws IOException {
        return Files.exists(log()) ? Files.size(log()) : 0;
    }

    /** A random time, the shorter the more likely. */
    Duration upTo(Duration longest) {
        double share = random.nextDouble();
        return Duration.ofMillis(20 + (long) (longest.toMillis() * share * share));
    }

    /** Starts a server and waits for its first answer. */
    ServerProcess start(ProgramCommand how) throws IOException {
        long began = System.nanoTime();
        ServerProcess server = ServerProcess.awaitReady(how.start(log()));
        Thread.ofVirtual().start(() -> watchMemory(server));
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String answer = client.get("/google.com?peek=true").receive().bodyOfSuccess();
            if (!answer.contains("\"seen_by_web\": \"ESTABLISHED\"")) {
                counters.violation(
                        Counters.Violation.WRONG_ANSWER, "google.com after a start: " + answer);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        counters.recovered(took);
        if (took.compareTo(RECOVERY) > 0) {
            counters.violation(Counters.Violation.NOT_RECOVERED, "the first answer took " + took);
        }
        return server;
    }

    ServerProcess start() throws IOException {
        return start(serve());
    }

    /**
     * Puts load on a server for a while, beside one client that wants every answer in time.
     *
     * @param fault what is done to the server meanwhile
     * @param why what an answer that fails has failed by
     */
    void underLoad(ServerProcess server, String fault, Duration length, String why)
            throws InterruptedException {
        try (UnaffectedClient _ = UnaffectedClient.start(server, this, fault);
                ClientLoad load = load(server)) {
            load.runFor(length);
            counters.count("answers under load", load.answers());
            if (load.failures() > 0) {
                counters.violation(
                        Violation.WRONG_ANSWER, load.failures() + " answers failed " + why);
            }
        }
    }

    ClientLoad load(ServerProcess server) {
        return ClientLoad.start(server.url(), ledger, random.split());
    }

    /** Asks again about what was answered since the last time, and some of what was before. */
    void check(ServerProcess server) {
        checks.overHttp(server.url(), random);
        checks.inTheLog();
    }

    /** Until the server has ended. The kernel keeps the highest value, so little is missed. */
    private void watchMemory(ServerProcess server) {
        boolean reported = false;
        try {
            while (server.isAlive()) {
                long kib = server.memory().peakKib();
                counters.resident(kib);
                if (kib > MOST_KIB && !reported) {
                    reported = true;
                    counters.violation(
                            Counters.Violation.TOO_MUCH_MEMORY, kib / 1_024 + " MiB are resident");
                }
                Thread.sleep(MEMORY_INTERVAL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything, whenever it was answered. */
    void checkAll() throws IOException {
        try (ServerProcess server = start()) {
            checks.from(0);
            check(server);
        }
    }
}
