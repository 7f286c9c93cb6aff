package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Answers from memory, against servers that answer a constant of the same size: in turn, so that
 * what else the machine does hits all of them.
 */
final class CachedSeries implements Series {

    private static final int CONNECTIONS = 64;
    private static final List<Integer> OTHER_CONNECTIONS = List.of(1, 512, 2_000);
    private static final String QUESTION = "google.com";

    @Override
    public String name() {
        return "cached";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk", "nginx");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        try (ServerProcess server = bench.serve(bench.folder("cached"))) {
            String first = server.ask(QUESTION);
            String answer = server.ask(QUESTION);
            if (answer.equals(first) || !answer.contains("ESTABLISHED")) {
                throw new IOException("not the answers that were expected: " + first + answer);
            }
            List<String> options = memoryOptions(server);
            try (Nginx nginx = Nginx.start(bench.folder("nginx"), answer);
                    BareVertx vertx = BareVertx.start(answer, options)) {
                LoadTarget ours = LoadTarget.of(server);
                List<LoadTarget> targets = List.of(ours, nginx, vertx);
                checkSize(ours, nginx, vertx);
                Duration time = bench.seconds(5, 3);
                WarmUp.run(
                        bench,
                        server,
                        () -> of(load(bench, targets, CONNECTIONS, 1, time), ours).perSecond());
                compare(bench, targets, report);
                for (int connections : OTHER_CONNECTIONS) {
                    compareAt(bench, List.of(ours, nginx), connections, report);
                }
            }
            report.note(
                    "the cached answer has %d octets"
                            .formatted(answer.getBytes(StandardCharsets.UTF_8).length));
            report.note("domain-stats and Vert.x ran with " + String.join(" ", options));
            server.stop();
        }
    }

    private static void checkSize(LoadTarget... targets) throws IOException, InterruptedException {
        List<Integer> sizes = new ArrayList<>();
        for (LoadTarget target : targets) {
            sizes.add(sizeOf(target));
        }
        if (sizes.stream().distinct().count() > 1) {
            throw new IOException("the answers compared differ in size: " + sizes);
        }
    }

    private static int sizeOf(LoadTarget target) throws IOException {
        try (RawHttpClient client = new RawHttpClient(target.url())) {
            return client.get("/" + QUESTION).receive().bodyOfSuccess().strip().length();
        }
    }

    /** How the launcher set its memory up: heap, collector, layout. */
    private static List<String> memoryOptions(ServerProcess server) throws IOException {
        return server.javaOptions().stream()
                .filter(each -> each.startsWith("-Xm") || each.startsWith("-XX:+"))
                .toList();
    }

    private static void compare(BenchmarkEnvironment bench, List<LoadTarget> targets, Report report)
            throws IOException, InterruptedException {
        Map<LoadTarget, Wrk.Result> results =
                load(bench, targets, CONNECTIONS, bench.choose(7, 3), bench.seconds(5, 2));
        LoadTarget ours = targets.getFirst();
        Wrk.Result own = of(results, ours);
        Measurement row = Measurement.of("cached look-ups, 64 connections", own);
        for (LoadTarget other : targets.subList(1, targets.size())) {
            Measurement compared = row.against(other.name(), of(results, other).perSecond());
            double ratio = own.perSecond() / of(results, other).perSecond();
            report.add(
                    other instanceof Nginx
                            ? compared.promised(Promise.atLeast(ratio, 0.80, "0.80 of nginx"))
                            : compared.promised(
                                    Promise.atLeast(ratio, 0.90, "0.90 of bare Vert.x")));
            report.add(Measurement.of(other.name() + ", 64 connections", of(results, other)));
        }
        Measurement.Figure p99 = Measurement.Figure.millis(own.p99());
        report.add(
                Measurement.of("cached look-ups, p99, 64 connections", p99)
                        .against("nginx's", millis(of(results, targets.get(1))))
                        .promised(Promise.atMost(p99.value(), 10, "under 10 ms")));
    }

    private static void compareAt(
            BenchmarkEnvironment bench, List<LoadTarget> targets, int connections, Report report)
            throws IOException, InterruptedException {
        Map<LoadTarget, Wrk.Result> results =
                load(bench, targets, connections, bench.choose(3, 1), bench.seconds(4, 2));
        LoadTarget nginx = targets.getLast();
        report.add(
                Measurement.of(
                                "cached look-ups, %,d connection%s"
                                        .formatted(connections, connections == 1 ? "" : "s"),
                                of(results, targets.getFirst()))
                        .against(nginx.name(), of(results, nginx).perSecond()));
    }

    private static double millis(Wrk.Result result) {
        return Measurement.Figure.millis(result.p99()).value();
    }

    private static Wrk.Result of(Map<LoadTarget, Wrk.Result> results, LoadTarget target) {
        Wrk.Result result = results.get(target);
        if (result == null) {
            throw new IllegalStateException(target.name() + " was not measured");
        }
        return result;
    }

    /** The medians of some rounds of all targets in turn. */
    private static Map<LoadTarget, Wrk.Result> load(
            BenchmarkEnvironment bench,
            List<LoadTarget> targets,
            int connections,
            int rounds,
            Duration time)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(bench.folder("wrk"));
        Map<LoadTarget, List<Wrk.Result>> results = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (LoadTarget target : targets) {
                Wrk.Result result =
                        wrk.same(target.url().resolve("/" + QUESTION), connections, time);
                bench.log(
                        "%,d connections, round %d of %d, %s: %,.0f a second"
                                .formatted(
                                        connections,
                                        round,
                                        rounds,
                                        target.name(),
                                        result.perSecond()));
                results.computeIfAbsent(target, _ -> new ArrayList<>()).add(result);
            }
        }
        Map<LoadTarget, Wrk.Result> medians = new LinkedHashMap<>();
        results.forEach((target, each) -> medians.put(target, Wrk.Result.median(each)));
        return medians;
    }
}
