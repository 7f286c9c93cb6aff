package org.domainstats.torture;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.AnnouncedSites;
import org.domainstats.torture.ledger.BatchRequest;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;

/** Clients that ask servers about all of some sites, each until it has an answer that decides. */
final class SharedStoreClients implements AutoCloseable {

    static final int FOR_EACH_SERVER = 8;
    static final int BATCH = 100;

    private static final long PAUSE_MILLIS = 20;
    private static final long LONGEST_MINUTES = 5;

    private final AnnouncedSites sites;
    private final AtomicInteger decided = new AtomicInteger();
    private final AtomicInteger unknown = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicLong longestNanos = new AtomicLong();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    SharedStoreClients(AnnouncedSites sites) {
        this.sites = sites;
    }

    /** Asks a server about all sites, in an order of its own. */
    void ask(ServerProcess server, RandomGenerator random) {
        List<Integer> order = new ArrayList<>(sites.numbers().boxed().toList());
        Collections.shuffle(order, java.util.Random.from(random));
        Queue<int[]> batches = new ConcurrentLinkedQueue<>();
        for (int from = 0; from < order.size(); from += BATCH) {
            batches.add(
                    order.subList(from, Math.min(order.size(), from + BATCH)).stream()
                            .mapToInt(Integer::intValue)
                            .toArray());
        }
        for (int i = 0; i < FOR_EACH_SERVER; i++) {
            threads.execute(() -> ask(server, batches));
        }
    }

    /** Until all are answered or the server is dead. */
    private void ask(ServerProcess server, Queue<int[]> batches) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        for (int[] batch = batches.poll(); batch != null; batch = batches.poll()) {
            List<Integer> left = new ArrayList<>();
            long began = System.nanoTime();
            try (RawHttpClient client = new RawHttpClient(server.url())) {
                BatchRequest.of(batch, "")
                        .send(
                                client,
                                (site, contact) -> {
                                    if (sites.answered(site, contact)) {
                                        decided.incrementAndGet();
                                    } else {
                                        unknown.incrementAndGet();
                                        left.add(site);
                                    }
                                },
                                left::add);
                longestNanos.accumulateAndGet(System.nanoTime() - began, Math::max);
            } catch (IOException e) {
                failed.incrementAndGet();
                if (!server.isAlive() || System.nanoTime() > end) {
                    return;
                }
            }
            if (!left.isEmpty() && System.nanoTime() < end) {
                batches.add(left.stream().mapToInt(Integer::intValue).toArray());
                pause();
            }
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until so many answers have come, from all servers together. */
    void awaitDecided(int answers) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(LONGEST_MINUTES);
        while (decided.get() < answers && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Answers that did not say whether it is a first contact. */
    int unknown() {
        return unknown.get();
    }

    /** Requests without a response. */
    int failed() {
        return failed.get();
    }

    /** The longest that a request took, connection included. */
    Duration longest() {
        return Duration.ofNanos(longestNanos.get());
    }

    /** Waits until all are answered. */
    @Override
    public void close() {
        threads.close();
    }
}
