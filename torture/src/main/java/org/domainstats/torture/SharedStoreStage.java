package org.domainstats.torture;

import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.AnnouncedSites;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * Two servers on one database are asked the same new names at once while something happens to it;
 * then they are asked until every name was announced.
 */
record SharedStoreStage(TortureEnvironment environment, String prefix, Duration answerWithin) {

    private static final Duration SETTLED_WITHIN = Duration.ofMinutes(3);

    /** Of a client that shares the processors with all that it asks. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** What happens, once half of the names are answered. */
    interface Event {
        void happen() throws IOException, InterruptedException;
    }

    /**
     * Runs it.
     *
     * @param what happens, for people
     * @param sites that nobody has asked about
     */
    void run(String what, AnnouncedSites sites, List<ServerProcess> servers, Event event)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        SharedStoreClients clients = new SharedStoreClients(sites);
        try (clients) {
            for (ServerProcess server : servers) {
                clients.ask(server, environment.random().split());
            }
            clients.awaitDecided(sites.size() / 2);
            event.happen();
        }
        count(what, "ms", Duration.ofNanos(System.nanoTime() - began).toMillis());
        count(what, "announced at once", sites.announced());
        count(what, "answers that said unknown", clients.unknown());
        count(what, "requests without a response", clients.failed());
        count(what, "longest answer, ms", clients.longest().toMillis());
        if (clients.longest().compareTo(answerWithin.plus(GRACE)) > 0) {
            environment
                    .counters()
                    .violation(
                            Violation.TOO_SLOW,
                            prefix + ", " + what + ": an answer took " + clients.longest());
        }
    }

    /** Asks until all are announced, or it has taken too long. */
    void finish(String what, AnnouncedSites sites, ServerProcess server) {
        long end = System.nanoTime() + SETTLED_WITHIN.toNanos();
        while (sites.announced() < sites.size() && System.nanoTime() < end) {
            try (SharedStoreClients clients = new SharedStoreClients(sites)) {
                clients.ask(server, environment.random().split());
            }
        }
        count(what, "announced", sites.announced());
        if (sites.announced() != sites.size()) {
            environment
                    .counters()
                    .violation(
                            Violation.NEVER_ANNOUNCED,
                            prefix
                                    + ", "
                                    + what
                                    + ": "
                                    + sites.announced()
                                    + " of "
                                    + sites.size()
                                    + " were announced");
        }
    }

    private void count(String what, String of, long number) {
        environment.counters().count(prefix + ", " + what + ": " + of, number);
    }
}
