package org.domainstats.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Where the torture takes place: the data folder, and what must be true of it. */
final class TortureEnvironment {

    /** A start takes one; with six times as much to do as the machine can, it has taken 30. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /**
     * The promise is 256 MiB with a million known domains; the rest is for a minute of the heaviest
     * load and for what a registry or a client sends on purpose.
     */
    private static final long MOST_KIB = 400 * 1_024;

    private final LaunchOptions launch;
    private final Path folder;
    private final ChildProcesses children;
    private final Counters tally;
    private final SplittableRandom random;
    private final Ledger ledger;
    private final LedgerChecks checks;

    TortureEnvironment(
            LaunchOptions launch,
            Path folder,
            ChildProcesses children,
            Counters tally,
            SplittableRandom random) {
        this.launch = launch;
        this.folder = folder;
        this.children = children;
        this.tally = tally;
        this.random = random;
        this.ledger = new Ledger(tally, InstantSource.system());
        this.checks = new LedgerChecks(ledger, tally, launch.data().resolve("contacts.db"));
    }

    /** Another data folder with the same server and the same random numbers. */
    TortureEnvironment elsewhere(Path data) {
        return new TortureEnvironment(launch.data(data), folder, children, tally, random);
    }

    LaunchOptions launch() {
        return launch;
    }

    Path folder() {
        return folder;
    }

    ChildProcesses children() {
        return children;
    }

    Counters tally() {
        return tally;
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

    /** A random time, the shorter the more likely. */
    Duration upTo(Duration longest) {
        double share = random.nextDouble();
        return Duration.ofMillis(20 + (long) (longest.toMillis() * share * share));
    }

    /** Starts a server and waits for its first answer. */
    ServerProcess start(LaunchOptions how) throws IOException {
        long began = System.nanoTime();
        ServerProcess server =
                ServerProcess.ready(ServerProcess.launch(how, children, log()), tally);
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String answer = client.ask("/google.com?peek=true").receive();
            if (!answer.contains("\"seen_by_web\": \"ESTABLISHED\"")) {
                tally.wrong(Counters.Wrong.ANSWERED_WRONGLY, "google.com after a start: " + answer);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        tally.recovered(took);
        if (took.compareTo(RECOVERY) > 0) {
            tally.wrong(Counters.Wrong.NOT_RECOVERED, "the first answer took " + took);
        }
        return server;
    }

    ServerProcess start() throws IOException {
        return start(launch);
    }

    ClientLoad load(ServerProcess server) {
        return ClientLoad.start(server.url(), ledger, random.split());
    }

    /** Asks again about what was answered since the last time, and some of what was before. */
    void check(ServerProcess server) {
        checks.overHttp(server.url(), random);
        checks.inTheLog();
        if (server.highestKib() > MOST_KIB) {
            tally.wrong(
                    Counters.Wrong.TOO_MUCH_MEMORY,
                    server.highestKib() / 1_024 + " MiB are resident");
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
