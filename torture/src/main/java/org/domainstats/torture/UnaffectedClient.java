package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.NumberedNames;
import org.domainstats.torture.ledger.ReportedContact;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * One well-behaved client that goes on asking while something is done to the server, each time over
 * a connection of its own, and wants every answer in time.
 */
final class UnaffectedClient implements AutoCloseable {

    /** What an answer may take with the longest wait for the outside, on a machine that is busy. */
    private static final Duration IN_TIME = Duration.ofSeconds(5);

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final URI server;
    private final Ledger ledger;
    private final Counters counters;
    private final String what;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread client;

    private UnaffectedClient(URI server, TortureEnvironment environment, String what) {
        this.server = server;
        this.ledger = environment.ledger();
        this.counters = environment.counters();
        this.what = what;
        this.client = Thread.ofVirtual().unstarted(this::askAgainAndAgain);
    }

    static UnaffectedClient start(
            ServerProcess server, TortureEnvironment environment, String what) {
        UnaffectedClient unaffected = new UnaffectedClient(server.url(), environment, what);
        unaffected.client.start();
        return unaffected;
    }

    private void askAgainAndAgain() {
        try {
            while (!over.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask() {
        int site = ledger.fresh();
        long began = System.nanoTime();
        try (RawHttpClient client = new RawHttpClient(server)) {
            ledger.answered(
                    site,
                    ReportedContact.of(
                            client.get("/v1/domains/" + NumberedNames.site(site))
                                    .receive()
                                    .bodyOfSuccess()));
            Duration took = Duration.ofNanos(System.nanoTime() - began);
            counters.answered(took);
            counters.count("look-ups beside a fault", 1);
            if (took.compareTo(IN_TIME) > 0) {
                counters.violation(Violation.TOO_SLOW, what + ": a look-up took " + took);
            }
        } catch (IOException e) {
            ledger.unanswered(site);
            counters.violation(Violation.WRONG_ANSWER, what + ": a look-up failed: " + e);
        }
    }

    /** Asks no more, and waits for the last answer. */
    void stop() {
        over.countDown();
        try {
            client.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }
}
