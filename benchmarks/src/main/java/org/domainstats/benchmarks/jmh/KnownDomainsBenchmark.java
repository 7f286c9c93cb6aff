package org.domainstats.benchmarks.jmh;

import org.domainstats.benchmarks.RandomNames;
import org.domainstats.benchmarks.TrialFolders;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/**
 * The time of one look-up among few and among many known domains, any of them as likely as any
 * other. The promise: a hundred times the rows cost at most 1.5 times the look-up.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
public class KnownDomainsBenchmark {

    private static final Instant REGISTERED = Instant.parse("1997-09-15T04:00:00Z");

    @Param({"100000", "10000000"})
    public long rows;

    private final SplittableRandom random = new SplittableRandom(1);
    private @Nullable KnownDomains domains;

    @Setup
    public void open() throws IOException {
        domains =
                SqliteKnownDomains.open(
                        TrialFolders.base().resolve("known-domains-" + rows + ".db"));
        if (domains.count() != rows) {
            domains.apply(
                    KnownDomains.Scope.SNAPSHOT,
                    new FeedVersion(1, 0),
                    LongStream.range(0, rows).mapToObj(KnownDomainsBenchmark::put).iterator());
        }
    }

    private static Change put(long number) {
        return new Change.Put(
                RandomNames.of(number),
                new KnownDomain(Math.toIntExact(number + 1), true, REGISTERED));
    }

    @TearDown
    public void close() {
        domains().close();
    }

    private KnownDomains domains() {
        return Objects.requireNonNull(domains, "opened before each trial");
    }

    @Benchmark
    public Optional<KnownDomain> known() {
        return domains().find(RandomNames.of(random.nextLong(rows)));
    }

    @Benchmark
    public Optional<KnownDomain> unknown() {
        return domains().find(RandomNames.of(rows + random.nextLong(1_000_000_000)));
    }
}
