package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Answers from memory of one and of two servers on one PostgreSQL, against one on SQLite. */
record SharedCachedLoads(BenchmarkEnvironment bench, int connections) {

    private static final String QUESTION = "google.com";
    private static final String SQLITE = "SQLite";
    private static final String ONE = "one server on PostgreSQL";
    private static final String TWO = "two servers on PostgreSQL";

    /**
     * Measures them in turn.
     *
     * @param embedded the server on SQLite
     */
    void measure(
            Report report, ServerProcess embedded, ServerProcess single, List<ServerProcess> pair)
            throws IOException, InterruptedException {
        Map<String, List<ServerProcess>> targets = new LinkedHashMap<>();
        targets.put(SQLITE, List.of(embedded));
        targets.put(ONE, List.of(single));
        targets.put(TWO, pair);
        Map<String, List<Double>> rates = new LinkedHashMap<>();
        for (int round = 0; round <= bench.choose(3, 1); round++) {
            for (Map.Entry<String, List<ServerProcess>> target : targets.entrySet()) {
                double rate = load(target.getValue());
                bench.log("cached look-ups, %s: %,.0f/s".formatted(target.getKey(), rate));
                // The first round fills the caches.
                if (round > 0) {
                    rates.computeIfAbsent(target.getKey(), _ -> new ArrayList<>()).add(rate);
                }
            }
        }
        double sqlite = median(rates.getOrDefault(SQLITE, List.of()));
        double one = median(rates.getOrDefault(ONE, List.of()));
        double two = median(rates.getOrDefault(TWO, List.of()));
        report.add(row(SQLITE, sqlite));
        report.add(row(ONE, one).against(SQLITE, sqlite));
        report.add(row(TWO, two).against("one server", one));
    }

    private static Measurement row(String whose, double perSecond) {
        return Measurement.of("cached look-ups, " + whose, Figure.perSecond(perSecond));
    }

    private static double median(List<Double> rates) {
        return Medians.of(rates.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** Of all servers together, each asked by connections of its own. */
    private double load(List<ServerProcess> servers) throws IOException, InterruptedException {
        Duration time = bench.seconds(5, 2);
        double perSecond = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Wrk.Result>> results = new ArrayList<>();
            for (ServerProcess server : servers) {
                Wrk wrk = new Wrk(bench.folder("wrk"));
                results.add(
                        threads.submit(
                                () ->
                                        wrk.same(
                                                server.url().resolve("/" + QUESTION),
                                                connections / servers.size(),
                                                time)));
            }
            for (Future<Wrk.Result> result : results) {
                perSecond += result.get().perSecond();
            }
        } catch (ExecutionException e) {
            throw new IOException("wrk failed: " + e.getMessage(), e);
        }
        return perSecond;
    }
}
