package org.domainstats.benchmarks.jmh;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Formats;
import org.domainstats.answerformats.FreqAlerts;
import org.domainstats.model.Age;
import org.domainstats.model.Answer;
import org.domainstats.model.DomainFacts;
import org.domainstats.model.FreqScore;
import org.domainstats.model.Hostnames;
import org.domainstats.model.Insights;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.Precision;
import org.domainstats.model.PublicSuffixList;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Seen;
import org.domainstats.model.Sighting;
import org.domainstats.model.Source;
import org.domainstats.model.Status;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The time that a line of an answer takes to be made, by dialect; a cached one is made once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class FormatsBenchmark {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final String ASKED = "www.example.com";

    @Param public Dialect dialect = Dialect.ORIGINAL;

    private final Formats formats = new Formats(Age.DEFAULT, Duration.ZERO, FreqAlerts.DEFAULT);
    private final Answer answer =
            new Answer(
                    ASKED,
                    new Hostnames(PublicSuffixList.carried()).reduce(ASKED),
                    new Seen(
                            new Sighting.At(Instant.parse("2015-12-12T19:34:59Z")),
                            Sighting.UNAVAILABLE,
                            new Sighting.At(Instant.parse("2026-11-08T10:03:17Z"))),
                    new DomainFacts(
                            new Registered(
                                    Instant.parse("2015-12-12T19:34:59Z"),
                                    null,
                                    Precision.SECOND,
                                    Instant.parse("2027-12-12T19:34:59Z"),
                                    Source.RDAP),
                            KnownDomain.UNRANKED,
                            Status.OK,
                            new Insights(new FreqScore(7.5, 6.25), List.of())));

    @Benchmark
    public String line() {
        return formats.line(dialect, answer, NOW);
    }
}
