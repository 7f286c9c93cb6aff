package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.torture.ledger.BatchRequest;
import org.domainstats.torture.ledger.Ledger;
import org.domainstats.torture.ledger.NumberedNames;
import org.domainstats.torture.ledger.ReportedContact;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/**
 * Many clients of one server at the same time. They ask about new names, about names that others
 * ask about at that moment, and about old ones; some one by one, some in batches.
 */
final class ClientLoad implements AutoCloseable {

    private static final int ASKERS = 32;
    private static final int BATCHERS = 3;

    /** Out of so many questions one is about an old name, and so many more about a recent one. */
    private static final int OF = 10;

    private static final int RECENT = 3;

    /** How far back a name is that somebody else may be asking about. */
    private static final int NEAR = 48;

    /**
     * Enough for many groups of the store's writer, and few enough to be broken off in the middle.
     */
    private static final int BATCH = 400;

    private static final Duration BETWEEN_TRIES = Duration.ofMillis(20);

    private final URI server;
    private final Ledger ledger;
    private final CountDownLatch over = new CountDownLatch(1);
    private final List<Thread> clients = new ArrayList<>();
    private final AtomicLong answers = new AtomicLong();
    private final AtomicLong failures = new AtomicLong();

    private ClientLoad(URI server, Ledger ledger) {
        this.server = server;
        this.ledger = ledger;
    }

    /** Starts the clients. */
    static ClientLoad start(URI server, Ledger ledger, SplittableRandom random) {
        ClientLoad load = new ClientLoad(server, ledger);
        for (int i = 0; i < ASKERS; i++) {
            load.client(random.split(), load::ask);
        }
        for (int i = 0; i < BATCHERS; i++) {
            load.client(random.split(), load::batch);
        }
        return load;
    }

    /** What a client does over one connection. */
    private interface Asking {
        void over(RawHttpClient client, RandomGenerator random) throws IOException;
    }

    private void client(RandomGenerator random, Asking asking) {
        clients.add(Thread.ofVirtual().start(() -> connectAgainAndAgain(random, asking)));
    }

    private void connectAgainAndAgain(RandomGenerator random, Asking asking) {
        try {
            do {
                try (RawHttpClient client = new RawHttpClient(server)) {
                    while (!isOver()) {
                        asking.over(client, random);
                    }
                } catch (IOException e) {
                    failures.incrementAndGet();
                }
            } while (!over.await(BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver() {
        return over.getCount() == 0;
    }

    private int choose(RandomGenerator random) {
        int size = ledger.size();
        int what = random.nextInt(OF);
        if (what > RECENT || size <= NEAR) {
            return ledger.fresh();
        }
        return what == 0 ? random.nextInt(size) : size - 1 - random.nextInt(NEAR);
    }

    private void ask(RawHttpClient client, RandomGenerator random) throws IOException {
        int site = choose(random);
        String host = NumberedNames.host(site, random);
        ReportedContact contact;
        try {
            String path = random.nextBoolean() ? "/" + host : "/v1/domains/" + host;
            contact = ReportedContact.of(client.get(path).receive().bodyOfSuccess());
        } catch (IOException e) {
            ledger.unanswered(site);
            throw e;
        }
        ledger.answered(site, contact);
        answers.incrementAndGet();
    }

    private void batch(RawHttpClient client, RandomGenerator random) throws IOException {
        int[] sites = new int[1 + random.nextInt(BATCH)];
        Arrays.setAll(sites, _ -> choose(random));
        answers.addAndGet(
                BatchRequest.of(sites, "").send(client, ledger::answered, ledger::unanswered));
    }

    /** How many requests were answered so far. */
    long answers() {
        return answers.get();
    }

    /** How many connections broke so far, or could not be made. */
    long failures() {
        return failures.get();
    }

    /** Waits while the clients go on. */
    void runFor(Duration time) throws InterruptedException {
        over.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Stops the clients, after the requests in flight. */
    void stop() {
        over.countDown();
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public void close() {
        stop();
    }
}
