package org.domainstats.benchmarks.jmh;

import org.domainstats.benchmarks.RandomNames;
import org.domainstats.benchmarks.TrialFolders;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.lookup.Community;
import org.domainstats.lookup.InsightSource;
import org.domainstats.lookup.LookupEngine;
import org.domainstats.lookup.LookupSettings;
import org.domainstats.lookup.LookupSources;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.lookup.cache.CachedAnswer;
import org.domainstats.lookup.privacy.PrivateNames;
import org.domainstats.model.Hostnames;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The time that an answer takes to be found in memory and counted as asked, among 50,000. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class AnswerCacheBenchmark {

    private static final int NAMES = 50_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final String[] names = new String[NAMES];
    private @Nullable Path folder;
    private @Nullable SqliteStore store;
    private @Nullable SqliteKnownDomains known;
    private @Nullable LookupEngine engine;

    @Setup
    public void open() throws IOException {
        folder = TrialFolders.create();
        store = SqliteStore.open(folder.resolve("contacts.db"));
        known = SqliteKnownDomains.open(folder.resolve("known.db"));
        engine =
                new LookupEngine(
                        new Hostnames(PublicSuffixList.carried()),
                        new LookupEngine.Stores(store, known),
                        new LookupSources(
                                Community.OFF, RegistrationSource.OFF, InsightSource.NONE),
                        new LookupSettings(65_536, TIMEOUT, PrivateNames.NONE),
                        new LookupEngine.Environment(
                                InstantSource.system(), new SplittableRandom(1)));
        for (int i = 0; i < NAMES; i++) {
            names[i] = RandomNames.text(i);
        }
        // Together, as the disk would have to be waited for each time.
        for (PendingLookup pending : engine.begin(List.of(names), false)) {
            pending.answer(TIMEOUT);
        }
    }

    @TearDown
    public void close() throws IOException {
        engine().close();
        Objects.requireNonNull(store).close();
        Objects.requireNonNull(known).close();
        WorkingFolders.delete(Objects.requireNonNull(folder));
    }

    private LookupEngine engine() {
        return Objects.requireNonNull(engine, "opened before each trial");
    }

    @Benchmark
    @Threads(1)
    public CachedAnswer oneThread() {
        return cached();
    }

    @Benchmark
    @Threads(2)
    public CachedAnswer twoThreads() {
        return cached();
    }

    private CachedAnswer cached() {
        String name = names[ThreadLocalRandom.current().nextInt(NAMES)];
        return Objects.requireNonNull(engine().cached(name), "each was asked about before");
    }
}
