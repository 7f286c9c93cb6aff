package org.domainstats.benchmarks.jmh;

import org.domainstats.logformats.DetectingReader;
import org.domainstats.logformats.Reading;
import org.domainstats.logformats.ReadingOptions;
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

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** The time that a line takes to be read, in a log that began with one of BIND. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LogLinesBenchmark {

    private static final String FIRST =
            "Nov 13 10:59:46 ns named[207]: client @0x7f65 192.0.2.1#3076 (a.example): query: a.example IN A";

    @Param({
        FIRST,
        "Nov 13 10:59:47 gw sshd[207]: Accepted publickey for u from 192.0.2.1 port 3076 ssh2: ED25519 SHA256:abc",
        "Nov 13 10:59:47 mx postfix/smtp[207]: 4F2A: to=<u@a.example>, relay=b.example[192.0.2.1]:25, dsn=2.0.0",
        "Nov 13 10:59:47 gw dnsmasq[207]: query[A] a.example from 192.0.2.1",
        "Nov 13 10:59:47 fw type=\"utm\" subtype=\"dns\" srcip=192.0.2.1 qname=\"a.example\" qtype=\"A\"",
        "{\"ts\":1.5,\"id.orig_h\":\"192.0.2.1\",\"id.resp_p\":53,\"proto\":\"udp\",\"query\":\"a.example\",\"AA\":false}"
    })
    public String line = FIRST;

    private final DetectingReader reader = new DetectingReader(ReadingOptions.DEFAULT);
    private byte[] bytes = {};

    @Setup
    public void begin() {
        byte[] first = FIRST.getBytes(StandardCharsets.US_ASCII);
        reader.read(first, 0, first.length);
        bytes = line.getBytes(StandardCharsets.US_ASCII);
    }

    @Benchmark
    public Reading read() {
        return reader.read(bytes, 0, bytes.length);
    }
}
