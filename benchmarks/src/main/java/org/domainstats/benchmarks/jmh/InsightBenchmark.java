package org.domainstats.benchmarks.jmh;

import org.domainstats.benchmarks.RandomNames;
import org.domainstats.insight.Lookalikes;
import org.domainstats.insight.RandomnessScores;
import org.domainstats.model.DomainName;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.PublicName;
import org.domainstats.model.PublicSuffixList;
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
import org.openjdk.jmh.annotations.Warmup;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

/** The time that each insight of a new name takes. The promise: 20 microseconds. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class InsightBenchmark {

    private static final int RANKED = 10_000;

    @Param({
        "google.com",
        "xkqzjvwqptnbvcxz.com",
        "secure-account-verification-center-of-the-bank.com",
        "xn--pypal-4ve.com"
    })
    public String hostname = "";

    private final RandomnessScores randomness = RandomnessScores.carried();
    private @Nullable Lookalikes lookalikes;
    private @Nullable PublicName name;

    @Setup
    public void open() {
        name = (PublicName) new Hostnames(PublicSuffixList.carried()).reduce(hostname);
        List<DomainName> popular = LongStream.range(0, RANKED).mapToObj(RandomNames::of).toList();
        lookalikes = new Lookalikes(most -> Optional.of(popular), List.of("paypal.com"), List.of());
        lookalikes.refresh();
    }

    @Benchmark
    public Insights randomness() {
        return randomness.of(Objects.requireNonNull(name));
    }

    @Benchmark
    public Insights lookalike() {
        return Objects.requireNonNull(lookalikes).of(Objects.requireNonNull(name));
    }
}
