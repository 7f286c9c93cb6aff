package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Names that were never asked about, each durable before it is answered. */
final class FirstContactsSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final long APART = 20_000_000;

    @Override
    public String word() {
        return "first";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        List<Wrk.Result> cold = new ArrayList<>();
        List<Wrk.Result> warm = new ArrayList<>();
        Wrk wrk = new Wrk(bench.folder("wrk"));
        long peakKib = 0;
        int starts = bench.pick(3, 1);
        for (int start = 1; start <= starts; start++) {
            try (ServerProcess ours = bench.serve(bench.folder("first"))) {
                for (int round = 0; round < 4; round++) {
                    Wrk.Result result =
                            wrk.names(
                                    ours.url(),
                                    CONNECTIONS,
                                    bench.seconds(6, 4),
                                    Asked.each(round * APART));
                    bench.say(
                            "first contacts, start %d of %d, round %d of 4: %,.0f a second"
                                    .formatted(start, starts, round + 1, result.perSecond()));
                    if (round != 1) {
                        (round == 0 ? cold : warm).add(result);
                    }
                }
                peakKib = Math.max(peakKib, ours.memory().peakKib());
                ours.stop();
            }
        }
        Wrk.Result middle = Wrk.Result.median(warm);
        report.add(
                Measurement.of("first contacts, 64 connections, warm", middle)
                        .promised(Promise.atLeast(middle.perSecond(), 20_000, "20,000/s")));
        report.add(
                Measurement.of(
                        "first contacts, from the first second on (%d s)"
                                .formatted(bench.pick(6, 4)),
                        Wrk.Result.median(cold)));
        report.add(Measurement.of("peak memory under first contacts", Figure.mebibytes(peakKib)));
    }
}
