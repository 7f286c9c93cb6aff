package org.domainstats.benchmarks.jmh;

import org.domainstats.benchmarks.RandomNames;
import org.domainstats.benchmarks.TrialFolders;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** The time that one of a million known domains takes to be imported, in no order of names. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 1)
@Measurement(iterations = 3)
public class ImportBenchmark {

    private static final int ROWS = 1_000_000;

    @Param public KnownDomains.Scope scope = KnownDomains.Scope.SNAPSHOT;

    private @Nullable Path folder;
    private @Nullable KnownDomains domains;

    @Setup
    public void open() throws IOException {
        folder = TrialFolders.create();
        domains = SqliteKnownDomains.open(folder.resolve("known.db"));
    }

    @TearDown
    public void close() throws IOException {
        domains().close();
        WorkingFolders.delete(Objects.requireNonNull(folder));
    }

    private KnownDomains domains() {
        return Objects.requireNonNull(domains, "opened before each trial");
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long apply() {
        return domains()
                .apply(
                        scope,
                        new FeedVersion(1, 0),
                        IntStream.rangeClosed(1, ROWS).mapToObj(ImportBenchmark::put).iterator());
    }

    private static Change put(int rank) {
        return new Change.Put(RandomNames.of(rank), new KnownDomain(rank, true, null));
    }
}
