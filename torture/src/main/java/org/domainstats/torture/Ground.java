package org.domainstats.torture;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.SplittableRandom;

/** Where the torture takes place: the data folder, and what must be true of it. */
final class Ground {

    /** A start takes one; with six times as much to do as the machine can, it has taken 30. */
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    /**
     * The promise is 256 MiB with a million known domains; the rest is for a minute of the heaviest
     * load and for what a registry or a client sends on purpose.
     */
    private static final long MOST_KIB = 400 * 1_024;

    private final Launch launch;
    private final Path folder;
    private final Children children;
    private final Tally tally;
    private final SplittableRandom random;
    private final Ledger ledger;
    private final Checks checks;

    Ground(Launch launch, Path folder, Children children, Tally tally, SplittableRandom random) {
        this.launch = launch;
        this.folder = folder;
        this.children = children;
        this.tally = tally;
        this.random = random;
        this.ledger = new Ledger(tally, InstantSource.system());
        this.checks = new Checks(ledger, tally, launch.data().resolve("contacts.db"));
    }

    /** Another data folder with the same server and the same random numbers. */
    Ground elsewhere(Path data) {
        return new Ground(launch.data(data), folder, children, tally, random);
    }

    Launch launch() {
        return launch;
    }

    Path folder() {
        return folder;
    }

    Children children() {
        return children;
    }

    Tally tally() {
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
    Server start(Launch how) throws IOException {
        long began = System.nanoTime();
        Server server = Server.ready(Server.launch(how, children, log()), tally);
        try (Client client = new Client(server.url())) {
            String answer = client.ask("/google.com?peek=true").receive();
            if (!answer.contains("\"seen_by_web\": \"ESTABLISHED\"")) {
                tally.wrong(Tally.Wrong.ANSWERED_WRONGLY, "google.com after a start: " + answer);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        tally.recovered(took);
        if (took.compareTo(RECOVERY) > 0) {
            tally.wrong(Tally.Wrong.NOT_RECOVERED, "the first answer took " + took);
        }
        return server;
    }

    Server start() throws IOException {
        return start(launch);
    }

    Load load(Server server) {
        return Load.start(server.url(), ledger, random.split());
    }

    /** Asks again about what was answered since the last time, and some of what was before. */
    void check(Server server) {
        checks.overHttp(server.url(), random);
        checks.inTheLog();
        if (server.highestKib() > MOST_KIB) {
            tally.wrong(
                    Tally.Wrong.TOO_MUCH_MEMORY, server.highestKib() / 1_024 + " MiB are resident");
        }
    }

    /** Everything, whenever it was answered. */
    void checkAll() throws IOException {
        try (Server server = start()) {
            checks.from(0);
            check(server);
        }
    }
}
