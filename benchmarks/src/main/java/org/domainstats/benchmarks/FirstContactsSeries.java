package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Names that were never asked about, each durable before it is answered. */
final class FirstContactsSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final long APART = 20_000_000;

    private static final int ROUNDS = 2;

    private long next;

    @Override
    public String name() {
        return "first";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk", "nginx");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        List<Wrk.Result> cold = new ArrayList<>();
        List<Wrk.Result> warm = new ArrayList<>();
        List<Wrk.Result> constant = new ArrayList<>();
        Wrk wrk = new Wrk(bench.folder("wrk"));
        long peakKib = 0;
        int starts = bench.choose(3, 1);
        for (int start = 1; start <= starts; start++) {
            try (ServerProcess ours = bench.serve(bench.folder("first"))) {
                String answer = ours.ask("first-contact.example.com");
                cold.add(load(bench, wrk, ours.url()));
                bench.log(
                        "first contacts, start %d of %d: %s"
                                .formatted(start, starts, rate(cold.getLast())));
                WarmUp.run(bench, ours, () -> rate(load(bench, wrk, ours.url())));
                for (int round = 1; round <= ROUNDS; round++) {
                    warm.add(load(bench, wrk, ours.url()));
                    bench.log(
                            "first contacts, warm, round %d of %d: %s"
                                    .formatted(round, ROUNDS, rate(warm.getLast())));
                }
                peakKib = Math.max(peakKib, ours.memory().peakKib());
                ours.stop();
                try (Nginx nginx = Nginx.start(bench.folder("nginx"), answer)) {
                    constant.add(load(bench, wrk, nginx.url()));
                }
            }
        }
        report(bench, report, cold, warm, constant);
        report.add(
                Measurement.of("peak memory under first contacts", Figure.mebibytes(peakKib))
                        .promised(Promise.atMost(peakKib / 1024.0, 256, "256 MiB")));
    }

    private Wrk.Result load(BenchmarkEnvironment bench, Wrk wrk, URI url)
            throws IOException, InterruptedException {
        return wrk.names(url, CONNECTIONS, bench.seconds(6, 4), Asked.each(next++ * APART));
    }

    private static Figure rate(Wrk.Result result) {
        return Figure.perSecond(result.perSecond());
    }

    private static void report(
            BenchmarkEnvironment bench,
            Report report,
            List<Wrk.Result> cold,
            List<Wrk.Result> warm,
            List<Wrk.Result> constant) {
        Wrk.Result middle = Wrk.Result.median(warm);
        Wrk.Result nginx = Wrk.Result.median(constant);
        double ratio = middle.perSecond() / nginx.perSecond();
        report.add(
                Measurement.of("first contacts, 64 connections, warm", middle)
                        .against("nginx, a constant", nginx.perSecond())
                        .promised(Promise.atLeast(ratio, 0.25, "0.25 of nginx")));
        report.add(Measurement.of("nginx, a constant, each a new name", nginx));
        report.add(
                Measurement.of(
                        "first contacts, from the first second on (%d s)"
                                .formatted(bench.choose(6, 4)),
                        Wrk.Result.median(cold)));
    }
}
