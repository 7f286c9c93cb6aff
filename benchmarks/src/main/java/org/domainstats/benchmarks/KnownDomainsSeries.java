package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WorkingFolders;
import org.domainstats.store.KnownDomains;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** What a look-up costs, and how much memory the server takes, as the known domains grow. */
final class KnownDomainsSeries implements Series {

    private static final int CONNECTIONS = 64;

    /** No list is as long. */
    private static final long UNKNOWN = 100_000_000;

    private static final long MEMORY_ROWS = 1_000_000;

    @Override
    public String name() {
        return "known";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        Scaling growth = new Scaling("known domains");
        List<Long> sizes =
                bench.quick()
                        ? List.of(10_000L, 1_000_000L)
                        : List.of(10_000L, 100_000L, 1_000_000L, 10_000_000L);
        for (long rows : sizes) {
            Path data = bench.folder("known");
            double seconds = fill(bench, data, rows);
            report.add(
                    Measurement.of(
                            "admin import of %,d rows".formatted(rows), new Figure(seconds, "s")));
            serve(bench, report, growth, data, rows);
            alone(bench, growth, data, rows);
            WorkingFolders.delete(data);
        }
        growth.report(report, 1.5);
    }

    private static double fill(BenchmarkEnvironment bench, Path data, long rows)
            throws IOException, InterruptedException {
        bench.log("writes a list of %,d domains".formatted(rows));
        Path list = data.resolve("list.txt");
        try (BufferedWriter out = Files.newBufferedWriter(list)) {
            for (long number = 0; number < rows; number++) {
                out.append("+,").append(RandomNames.text(number));
                out.append(",2001-02-03 04:05:06,2099-01-01 00:00:00\n");
            }
        }
        long start = System.nanoTime();
        ProgramCommand.of(bench.launcher().toString(), "admin", "import")
                .with("--data", data.toString(), list.toString())
                .run()
                .outOfSuccess();
        double seconds = (System.nanoTime() - start) / 1e9;
        bench.log("imported in %.1f s".formatted(seconds));
        Files.delete(list);
        return seconds;
    }

    private static void serve(
            BenchmarkEnvironment bench, Report report, Scaling growth, Path data, long rows)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(bench.folder("wrk"));
        try (ServerProcess ours = bench.serve(data)) {
            if (!ours.ask(RandomNames.text(rows - 1)).contains("ESTABLISHED")) {
                throw new IOException("what was imported is not known");
            }
            Asked known = Asked.peekAtAny(0, rows);
            Asked unknown = Asked.peekAtAny(UNKNOWN, UNKNOWN / 2);
            wrk.names(ours.url(), CONNECTIONS, bench.seconds(4, 3), known);
            for (String kind : List.of("known", "unknown")) {
                Wrk.Result result =
                        wrk.names(
                                ours.url(),
                                CONNECTIONS,
                                bench.seconds(6, 3),
                                kind.equals("known") ? known : unknown);
                bench.log(
                        "%,d known domains, %s names: %,.0f a second"
                                .formatted(rows, kind, result.perSecond()));
                growth.add("%s, over HTTP".formatted(kind), rows, 1e9 / result.perSecond());
                report.add(
                        Measurement.of(
                                "%s name among %,d, not cached".formatted(kind, rows), result));
            }
            // Contacts and the answer cache take their room as well.
            wrk.names(ours.url(), CONNECTIONS, bench.seconds(5, 3), Asked.each(0));
            wrk.same(ours.url().resolve("/google.com"), CONNECTIONS, bench.seconds(3, 2));
            report.add(memory(rows, ours.memory().peakKib()));
            ours.stop();
        }
    }

    private static Measurement memory(long rows, long peakKib) {
        Measurement row =
                Measurement.of(
                        "peak memory with %,d known domains, all loads".formatted(rows),
                        Figure.mebibytes(peakKib));
        return rows == MEMORY_ROWS
                ? row.promised(Promise.atMost(row.figure().value(), 256, "256 MiB"))
                : row;
    }

    /** The store without the server around it, in one thread. */
    private static void alone(BenchmarkEnvironment bench, Scaling growth, Path data, long rows) {
        SplittableRandom random = new SplittableRandom(1);
        try (KnownDomains domains = SqliteKnownDomains.open(data.resolve("known.db"))) {
            growth.add(
                    "known, the store alone",
                    rows,
                    Scaling.nanos(
                            bench.seconds(3, 2),
                            () -> domains.find(RandomNames.of(random.nextLong(rows))).isPresent()));
            growth.add(
                    "unknown, the store alone",
                    rows,
                    Scaling.nanos(
                            bench.seconds(3, 2),
                            () ->
                                    domains.find(
                                                    RandomNames.of(
                                                            UNKNOWN + random.nextLong(UNKNOWN / 2)))
                                            .isEmpty()));
        }
    }
}
