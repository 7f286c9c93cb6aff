package org.domainstats.benchmarks.jmh;

import org.domainstats.model.Hostnames;
import org.domainstats.model.Name;
import org.domainstats.model.PublicSuffixList;
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

import java.util.concurrent.TimeUnit;

/** The time that a hostname takes to be reduced to its domain and site, by the kind of hostname. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class HostnamesBenchmark {

    @Param({
        "google.com",
        "r3---sn-4g5e6nzz.c.example.co.uk",
        "WWW.Example.COM.",
        "evil.github.io",
        "www.食狮.公司.cn",
        "192.0.2.17",
        "not a name"
    })
    public String hostname = "";

    private final Hostnames hostnames = new Hostnames(PublicSuffixList.carried());

    @Benchmark
    public Name reduce() {
        return hostnames.reduce(hostname);
    }
}
