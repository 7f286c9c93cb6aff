package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * First contacts of one and of two servers on one PostgreSQL, against one server on SQLite, and
 * what each costs in processor time, which says more than a rate on a machine that is shared; then
 * answers from memory. The two share the machine, and know it: each has half of its processors.
 */
final class SharedStoreSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final long APART = 20_000_000;

    private static final int MANY_CONNECTIONS = 256;

    private static final String DATABASE = "benchmark";

    /**
     * Two servers that each take as many threads as the machine has processors get in their way.
     */
    private static final Map<String, String> HALF_OF_THE_MACHINE =
            Map.of(
                    "JDK_JAVA_OPTIONS",
                    "-XX:ActiveProcessorCount="
                            + Math.max(1, Runtime.getRuntime().availableProcessors() / 2));

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
                    ServerProcess one = serve(bench, "one", address, Map.of());
                    ServerProcess first = serve(bench, "first", address, HALF_OF_THE_MACHINE);
                    ServerProcess second = serve(bench, "second", address, HALF_OF_THE_MACHINE)) {
                List<ServerProcess> two = List.of(first, second);
                compare(bench, report, postgres, new Servers(embedded, one, two));
                compareMany(bench, report, postgres, one, two);
                new SharedCachedLoads(bench, CONNECTIONS).measure(report, embedded, one, two);
            }
        } catch (SQLException e) {
            throw new IOException("PostgreSQL: " + e.getMessage(), e);
        }
    }

    private static ServerProcess serve(
            BenchmarkEnvironment bench, String name, String address, Map<String, String> variables)
            throws IOException {
        return ServerProcess.start(
                bench.command("serve", "--port", "0", "--rdap", "off", "--whois", "off")
                        .with("--data", bench.folder(name).toString(), "--store", address)
                        .environment(variables));
    }

    /** One server on SQLite, and one and two on PostgreSQL. */
    private record Servers(ServerProcess embedded, ServerProcess one, List<ServerProcess> two) {

        List<ServerProcess> all() {
            return Stream.concat(Stream.of(embedded, one), two.stream()).toList();
        }
    }

    private void compare(
            BenchmarkEnvironment bench, Report report, EmbeddedPostgres postgres, Servers servers)
            throws IOException, InterruptedException {
        List<ContactsLoad> sqlite = new ArrayList<>();
        List<ContactsLoad> one = new ArrayList<>();
        List<ContactsLoad> two = new ArrayList<>();
        for (ServerProcess each : servers.all()) {
            WarmUp.run(bench, each, () -> load(bench, postgres, List.of(each), CONNECTIONS));
        }
        for (int round = 0; round < bench.choose(4, 2); round++) {
            ContactsLoad ofSqlite = load(bench, postgres, List.of(servers.embedded), CONNECTIONS);
            ContactsLoad ofOne = load(bench, postgres, List.of(servers.one), CONNECTIONS);
            ContactsLoad ofTwo = load(bench, postgres, servers.two, CONNECTIONS);
            bench.log(
                    "first contacts: SQLite %s; one on PostgreSQL %s; two %s"
                            .formatted(ofSqlite, ofOne, ofTwo));
            sqlite.add(ofSqlite);
            one.add(ofOne);
            two.add(ofTwo);
        }
        report(
                report,
                ContactsLoad.median(sqlite),
                ContactsLoad.median(one),
                ContactsLoad.median(two));
    }

    /**
     * With few, two servers wait for smaller groups of contacts; here groups are large for both.
     */
    private void compareMany(
            BenchmarkEnvironment bench,
            Report report,
            EmbeddedPostgres postgres,
            ServerProcess one,
            List<ServerProcess> two)
            throws IOException, InterruptedException {
        List<ContactsLoad> ones = new ArrayList<>();
        List<ContactsLoad> twos = new ArrayList<>();
        for (int round = 0; round < bench.choose(4, 2); round++) {
            ones.add(load(bench, postgres, List.of(one), MANY_CONNECTIONS));
            twos.add(load(bench, postgres, two, MANY_CONNECTIONS));
            bench.log(
                    "first contacts, %d connections: one on PostgreSQL %s; two %s"
                            .formatted(MANY_CONNECTIONS, ones.getLast(), twos.getLast()));
        }
        ContactsLoad ofOne = ContactsLoad.median(ones);
        String at = ", " + MANY_CONNECTIONS + " connections";
        report.add(rate("one server on PostgreSQL" + at, ofOne));
        report.add(
                rate("two servers on PostgreSQL" + at, ContactsLoad.median(twos))
                        .against("one server", ofOne.perSecond()));
    }

    private static void report(
            Report report, ContactsLoad sqlite, ContactsLoad one, ContactsLoad two) {
        report.add(rate("SQLite", sqlite));
        report.add(
                rate("one server on PostgreSQL", one)
                        .against("SQLite", sqlite.perSecond())
                        .promised(
                                Promise.atLeast(
                                        one.perSecond() / sqlite.perSecond(),
                                        0.5,
                                        "0.5 of SQLite")));
        report.add(
                rate("two servers on PostgreSQL", two)
                        .against("one server", one.perSecond())
                        .promised(
                                Promise.atLeast(
                                        two.perSecond() / one.perSecond(), 1, "no less than one")));
        report.add(cost("SQLite", sqlite.serverMicros()));
        report.add(cost("one server on PostgreSQL, server", one.serverMicros()));
        report.add(cost("one server on PostgreSQL, database", one.databaseMicros()));
        report.add(cost("two servers on PostgreSQL, servers", two.serverMicros()));
        report.add(cost("two servers on PostgreSQL, database", two.databaseMicros()));
    }

    private static Measurement rate(String whose, ContactsLoad load) {
        return Measurement.of("first contacts, " + whose, Figure.perSecond(load.perSecond()));
    }

    private static Measurement cost(String whose, double micros) {
        return Measurement.of("processor time of a first contact, " + whose, Figure.micros(micros));
    }

    /** First contacts of all servers together, each asked by connections of its own. */
    private ContactsLoad load(
            BenchmarkEnvironment bench,
            EmbeddedPostgres postgres,
            List<ServerProcess> servers,
            int connections)
            throws IOException, InterruptedException {
        Duration time = bench.seconds(6, 4);
        double serversBefore = serverMicros(servers);
        double databaseBefore = micros(postgres.processorTime());
        double perSecond = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Wrk.Result>> results = new ArrayList<>();
            for (ServerProcess server : servers) {
                Wrk wrk = new Wrk(bench.folder("wrk"));
                long first = next++ * APART;
                int each = connections / servers.size();
                results.add(
                        threads.submit(
                                () -> wrk.names(server.url(), each, time, Asked.each(first))));
            }
            for (Future<Wrk.Result> result : results) {
                perSecond += result.get().perSecond();
            }
        } catch (ExecutionException e) {
            throw new IOException("wrk failed: " + e.getMessage(), e);
        }
        double names = perSecond * time.toSeconds();
        return new ContactsLoad(
                perSecond,
                (serverMicros(servers) - serversBefore) / names,
                (micros(postgres.processorTime()) - databaseBefore) / names);
    }

    private static double serverMicros(List<ServerProcess> servers) {
        return servers.stream().mapToDouble(each -> micros(each.processorTime())).sum();
    }

    private static double micros(Duration time) {
        return time.toNanos() / 1e3;
    }

    /**
     * What was measured under one load.
     *
     * @param serverMicros processor time of the servers for a first contact
     * @param databaseMicros that of PostgreSQL
     */
    private record ContactsLoad(double perSecond, double serverMicros, double databaseMicros) {

        static ContactsLoad median(List<ContactsLoad> loads) {
            return new ContactsLoad(
                    median(loads, ContactsLoad::perSecond),
                    median(loads, ContactsLoad::serverMicros),
                    median(loads, ContactsLoad::databaseMicros));
        }

        private static double median(List<ContactsLoad> loads, ToDoubleFunction<ContactsLoad> of) {
            return Medians.of(loads.stream().mapToDouble(of).toArray());
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,.0f/s (%.0f + %.0f us)",
                    perSecond,
                    serverMicros,
                    databaseMicros);
        }
    }
}
