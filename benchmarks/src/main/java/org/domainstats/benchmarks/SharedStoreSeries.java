package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** First contacts of one and of two servers on one PostgreSQL, against one server on SQLite. */
final class SharedStoreSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final long APART = 20_000_000;
    private static final String DATABASE = "benchmark";

    private long next;

    @Override
    public String name() {
        return "shared";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            String address = postgres.createDatabase(DATABASE);
            bench.command("admin", "schema", "--apply", "--store", address).run().outOfSuccess();
            try (ServerProcess embedded = bench.serve(bench.folder("sqlite"));
                    ServerProcess one = serve(bench, bench.folder("one"), address);
                    ServerProcess other = serve(bench, bench.folder("other"), address)) {
                compare(bench, report, embedded.url(), List.of(one.url(), other.url()));
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static ServerProcess serve(BenchmarkEnvironment bench, Path data, String address)
            throws IOException {
        return ServerProcess.start(
                bench.command("serve", "--port", "0", "--rdap", "off", "--whois", "off")
                        .with("--data", data.toString(), "--store", address));
    }

    private void compare(BenchmarkEnvironment bench, Report report, URI embedded, List<URI> shared)
            throws IOException, InterruptedException {
        List<Double> sqlite = new ArrayList<>();
        List<Double> one = new ArrayList<>();
        List<Double> two = new ArrayList<>();
        for (int round = 0; round < bench.choose(4, 2); round++) {
            double ofSqlite = load(bench, List.of(embedded));
            double ofOne = load(bench, shared.subList(0, 1));
            double ofTwo = load(bench, shared);
            bench.log(
                    "first contacts a second: SQLite %,.0f, one on PostgreSQL %,.0f, two %,.0f"
                            .formatted(ofSqlite, ofOne, ofTwo));
            if (round > 0) {
                sqlite.add(ofSqlite);
                one.add(ofOne);
                two.add(ofTwo);
            }
        }
        double base = median(sqlite);
        report.add(Measurement.of("first contacts, SQLite", Measurement.Figure.perSecond(base)));
        report.add(
                Measurement.of(
                                "first contacts, one server on PostgreSQL",
                                Measurement.Figure.perSecond(median(one)))
                        .against("SQLite", base)
                        .promised(Promise.atLeast(median(one) / base, 0.5, "0.5 of SQLite")));
        report.add(
                Measurement.of(
                                "first contacts, two servers on PostgreSQL",
                                Measurement.Figure.perSecond(median(two)))
                        .against("one server", median(one))
                        .promised(
                                Promise.atLeast(median(two) / median(one), 1, "no less than one")));
    }

    private static double median(List<Double> values) {
        return Medians.of(values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** First contacts a second of all servers together, each asked by connections of its own. */
    private double load(BenchmarkEnvironment bench, List<URI> servers)
            throws IOException, InterruptedException {
        Duration time = bench.seconds(6, 4);
        double sum = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Wrk.Result>> results = new ArrayList<>();
            for (URI server : servers) {
                Wrk wrk = new Wrk(bench.folder("wrk"));
                long first = next++ * APART;
                int connections = CONNECTIONS / servers.size();
                results.add(
                        threads.submit(
                                () -> wrk.names(server, connections, time, Asked.each(first))));
            }
            for (Future<Wrk.Result> result : results) {
                sum += result.get().perSecond();
            }
        } catch (ExecutionException e) {
            throw new IOException("wrk failed: " + e.getMessage(), e);
        }
        return sum;
    }
}
