package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.NumberedNames;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Batches whose answers nobody reads, and such as break off in the middle of a row. */
record BrokenBatches() implements Fault {

    private static final int NEVER_READ = 40;
    private static final int BROKEN_OFF = 200;
    private static final int ROWS = 200;

    /** Their answers are more than what the system keeps for a connection. */
    private static final int CHUNKS = 100;

    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private static final String HEAD =
            "POST /v1/domains HTTP/1.1\r\nHost: torture\r\nTransfer-Encoding: chunked\r\n\r\n";

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public String description() {
        return "batches that nobody reads or that break off, a kill at the end";
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        List<RawHttpClient> unread = new ArrayList<>();
        List<Thread> senders = new ArrayList<>();
        try (ServerProcess server = environment.start()) {
            try (UnaffectedClient _ = UnaffectedClient.start(server, environment, name());
                    ClientLoad load = environment.load(server)) {
                for (int i = 0; i < NEVER_READ; i++) {
                    RawHttpClient client = new RawHttpClient(server.url());
                    unread.add(client);
                    senders.add(
                            Thread.ofVirtual().start(() -> sendAndNeverRead(client, environment)));
                }
                for (int i = 0; i < BROKEN_OFF; i++) {
                    breakOff(server, environment);
                }
                load.runFor(A_WHILE);
                environment.counters().count("batches that nobody reads", NEVER_READ);
                environment.counters().count("batches broken off", BROKEN_OFF);
                environment.counters().count("answers under load", load.answers());
            }
            server.kill();
        } finally {
            for (RawHttpClient client : unread) {
                client.close();
            }
            for (Thread sender : senders) {
                sender.join();
            }
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    /** Until the server takes no more, or the connection is closed. */
    private static void sendAndNeverRead(RawHttpClient client, TortureEnvironment environment) {
        try {
            client.send(HEAD);
            for (int i = 0; i < CHUNKS; i++) {
                client.send(chunk(rows(environment.ledger())));
            }
        } catch (IOException e) {
            // That is how it ends.
        }
    }

    private static void breakOff(ServerProcess server, TortureEnvironment environment)
            throws IOException {
        SplittableRandom random = environment.random();
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            String sent = HEAD + chunk(rows(environment.ledger()));
            client.send(sent.substring(0, random.nextInt(1, sent.length())));
        }
    }

    /** Nobody reads the answers, so these may become contacts or not. */
    private static String rows(Ledger ledger) {
        StringBuilder rows = new StringBuilder();
        for (int i = 0; i < ROWS; i++) {
            int site = ledger.fresh();
            ledger.unanswered(site);
            rows.append(NumberedNames.site(site)).append('\n');
        }
        return rows.toString();
    }

    private static String chunk(String rows) {
        return Integer.toHexString(rows.length()) + "\r\n" + rows + "\r\n";
    }
}
