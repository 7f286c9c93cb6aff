package org.domainstats.benchmarks.jmh;

import org.domainstats.benchmarks.RandomNames;
import org.domainstats.benchmarks.TrialFolders;
import org.domainstats.model.DomainName;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.store.Contact;
import org.domainstats.store.Store;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Names per second that were never asked about, each durable before its caller goes on. The promise
 * is 20,000 for callers with one name each; the file grows while it is measured, as it would. The
 * callers are virtual threads, as in the server.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"--enable-native-access=ALL-UNNAMED", "-Djmh.executor=VIRTUAL"})
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
public class FirstContactsBenchmark {

    private static final int BATCH = 1_000;
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    private final AtomicLong next = new AtomicLong();
    private @Nullable Path folder;
    private @Nullable Store store;

    @Setup
    public void open() throws IOException {
        folder = TrialFolders.create();
        store = SqliteStore.open(folder.resolve("contacts.db"));
    }

    @TearDown
    public void close() throws IOException {
        store().close();
        WorkingFolders.delete(Objects.requireNonNull(folder));
    }

    private Store store() {
        return Objects.requireNonNull(store, "opened before each trial");
    }

    @Benchmark
    @Threads(64)
    public Contact oneByOne() {
        return store().contacts().recordIfAbsent(RandomNames.of(next.getAndIncrement()), NOW);
    }

    @Benchmark
    @Threads(4)
    @OperationsPerInvocation(BATCH)
    public List<Contact> inBatches() {
        long first = next.getAndAdd(BATCH);
        List<DomainName> sites =
                LongStream.range(first, first + BATCH).mapToObj(RandomNames::of).toList();
        return store().contacts().recordAllIfAbsent(sites, NOW);
    }
}
