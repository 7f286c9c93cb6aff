package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.model.DomainName;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.store.Contacts;
import org.domainstats.storesqlite.SqliteStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/**
 * What it costs to look a name up that was asked about before, as contacts grow. They are put into
 * the store directly, which is quicker than asking about each.
 */
final class ContactsSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final int BATCH = 10_000;
    private static final long SAID_EVERY = 1_000_000;

    @Override
    public String name() {
        return "contacts";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        Scaling growth = new Scaling("contacts");
        List<Long> sizes =
                bench.quick()
                        ? List.of(10_000L, 1_000_000L)
                        : List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);
        Path data = bench.folder("contacts");
        long there = 0;
        for (long size : sizes) {
            fill(bench, data, there, size);
            there = size;
            alone(bench, growth, data, size);
            serve(bench, report, growth, data, size);
        }
        WorkingFolders.delete(data);
        growth.report(report);
    }

    private static void fill(BenchmarkEnvironment bench, Path data, long from, long size) {
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            for (long first = from; first < size; first += BATCH) {
                List<DomainName> sites =
                        LongStream.range(first, Math.min(size, first + BATCH))
                                .mapToObj(RandomNames::of)
                                .toList();
                store.contacts().recordAllIfAbsent(sites, Instant.now());
                if ((first + BATCH) % SAID_EVERY == 0) {
                    bench.log("%,d of %,d contacts".formatted(first + BATCH, size));
                }
            }
        }
    }

    private static void alone(BenchmarkEnvironment bench, Scaling growth, Path data, long size) {
        SplittableRandom random = new SplittableRandom(1);
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            Contacts contacts = store.contacts();
            growth.add(
                    "a contact, the store alone",
                    size,
                    Scaling.nanos(
                            bench.seconds(3, 2),
                            () ->
                                    contacts.find(RandomNames.of(random.nextLong(size)))
                                            .isPresent()));
        }
    }

    private static void serve(
            BenchmarkEnvironment bench, Report report, Scaling growth, Path data, long size)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(bench.folder("wrk"));
        try (ServerProcess ours = bench.serve(data)) {
            Asked asked = Asked.peekAtAny(0, size);
            wrk.names(ours.url(), CONNECTIONS, bench.seconds(4, 3), asked);
            Wrk.Result result = wrk.names(ours.url(), CONNECTIONS, bench.seconds(6, 3), asked);
            bench.log("%,d contacts: %,.0f a second".formatted(size, result.perSecond()));
            growth.add("a contact, over HTTP", size, 1e9 / result.perSecond());
            report.add(Measurement.of("a contact among %,d, not cached".formatted(size), result));
            ours.stop();
        }
    }
}
