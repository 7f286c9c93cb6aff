package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;

import java.io.IOException;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Questions to a community server over UDP, answered from memory: {@link CommunityServerRun}. */
final class CommunitySeries implements Series {

    private static final Pattern CLIENT = Pattern.compile("(\\d+) replies a second");

    @Override
    public String name() {
        return "community";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        for (String kind : List.of("unsigned", "signed")) {
            bench.log("community, %s: 20 seconds".formatted(kind));
            double[] figures = new double[bench.choose(2, 1)];
            for (int i = 0; i < figures.length; i++) {
                figures[i] = run(kind);
                bench.log("community, %s: %,.0f a second".formatted(kind, figures[i]));
            }
            double middle = Medians.of(figures);
            report.add(
                    Measurement.of("community queries over UDP, " + kind, Figure.perSecond(middle))
                            .promised(Promise.atLeast(middle, 40_000, "40,000/s")));
        }
    }

    private static double run(String kind) throws IOException, InterruptedException {
        String said =
                BenchmarkEnvironment.java(
                                CommunityServerRun.class,
                                "-Ddomainstats.benchmarks=" + TrialFolders.base())
                        .with(kind)
                        .run()
                        .outOfSuccess();
        return CLIENT.matcher(said)
                .results()
                .map((MatchResult client) -> client.group(1))
                .mapToDouble(Double::parseDouble)
                .sum();
    }
}
