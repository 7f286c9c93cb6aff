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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
        List<Known> all = new ArrayList<>();
        try {
            for (long rows : sizes) {
                all.add(start(bench, report, rows));
            }
            serve(bench, report, growth, all);
            for (Known each : all) {
                each.server.stop();
            }
            alone(bench, growth, all);
        } finally {
            for (Known each : all) {
                each.server.close();
                WorkingFolders.delete(each.data);
            }
        }
        growth.report(report, 1.5);
    }

    /** A server with so many known domains. */
    private record Known(long rows, Path data, ServerProcess server) {}

    private static Known start(BenchmarkEnvironment bench, Report report, long rows)
            throws IOException, InterruptedException {
        Path data = bench.folder("known");
        double seconds = fill(bench, data, rows);
        report.add(
                Measurement.of(
                        "admin import of %,d rows".formatted(rows), new Figure(seconds, "s")));
        return new Known(rows, data, bench.serve(data));
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

    /** In turn, as the machine may be faster at one time than at another. */
    private static void serve(
            BenchmarkEnvironment bench, Report report, Scaling growth, List<Known> all)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(bench.folder("wrk"));
        for (Known each : all) {
            if (!each.server.ask(RandomNames.text(each.rows - 1)).contains("ESTABLISHED")) {
                throw new IOException("what was imported is not known");
            }
            wrk.names(
                    each.server.url(),
                    CONNECTIONS,
                    bench.seconds(4, 3),
                    Asked.peekAtAny(0, each.rows));
        }
        Map<String, List<Wrk.Result>> results = new LinkedHashMap<>();
        for (int round = 0; round < bench.choose(3, 1); round++) {
            for (Known each : all) {
                for (String kind : List.of("known", "unknown")) {
                    Wrk.Result result =
                            wrk.names(
                                    each.server.url(),
                                    CONNECTIONS,
                                    bench.seconds(4, 3),
                                    kind.equals("known")
                                            ? Asked.peekAtAny(0, each.rows)
                                            : Asked.peekAtAny(UNKNOWN, UNKNOWN / 2));
                    bench.log(
                            "%,d known domains, %s names: %,.0f a second"
                                    .formatted(each.rows, kind, result.perSecond()));
                    growth.add(
                            "%s, over HTTP".formatted(kind), each.rows, 1e9 / result.perSecond());
                    results.computeIfAbsent(
                                    "%s name among %,d, not cached".formatted(kind, each.rows),
                                    _ -> new ArrayList<>())
                            .add(result);
                }
            }
        }
        results.forEach((what, of) -> report.add(Measurement.of(what, Wrk.Result.median(of))));
        for (Known each : all) {
            // Contacts and the answer cache take their room as well.
            URI url = each.server.url();
            wrk.names(url, CONNECTIONS, bench.seconds(5, 3), Asked.each(0));
            wrk.same(url.resolve("/google.com"), CONNECTIONS, bench.seconds(3, 2));
            report.add(memory(each.rows, each.server.memory().peakKib()));
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

    /** The stores without the servers around them, in one thread, in turn as well. */
    private static void alone(BenchmarkEnvironment bench, Scaling growth, List<Known> all) {
        for (int round = 0; round < bench.choose(3, 1); round++) {
            for (Known each : all) {
                alone(bench.seconds(1, 1), growth, each);
            }
        }
    }

    private static void alone(Duration time, Scaling growth, Known known) {
        SplittableRandom random = new SplittableRandom(1);
        try (KnownDomains domains = SqliteKnownDomains.open(known.data.resolve("known.db"))) {
            growth.add(
                    "known, the store alone",
                    known.rows,
                    Scaling.nanos(
                            time,
                            () ->
                                    domains.find(RandomNames.of(random.nextLong(known.rows)))
                                            .isPresent()));
            growth.add(
                    "unknown, the store alone",
                    known.rows,
                    Scaling.nanos(
                            time,
                            () ->
                                    domains.find(
                                                    RandomNames.of(
                                                            UNKNOWN + random.nextLong(UNKNOWN / 2)))
                                            .isEmpty()));
        }
    }
}
