package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What the same thing costs at several sizes, and what a hundred times the size adds to it. */
final class Scaling {

    private static final int APART = 100;
    private static final int AT_ONCE = 256;

    private final String rows;
    private final Map<String, SortedMap<Long, List<Double>>> costs = new LinkedHashMap<>();

    /**
     * @param rows what there is ever more of
     */
    Scaling(String rows) {
        this.rows = rows;
    }

    /** Of several figures of one size the middle one counts. */
    void add(String what, long size, double nanos) {
        costs.computeIfAbsent(what, _ -> new TreeMap<>())
                .computeIfAbsent(size, _ -> new ArrayList<>())
                .add(nanos);
    }

    /** A row for each pair of sizes that is a hundred apart. */
    void report(Report report) {
        rows().forEach(report::add);
    }

    /**
     * The same with a promise.
     *
     * @param bound so many times the cost at most
     */
    void report(Report report, double bound) {
        String promise = "%.1f times".formatted(bound);
        for (Measurement row : rows()) {
            double ratio = Objects.requireNonNull(row.ratio(), "each has one").value();
            report.add(row.promised(Promise.atMost(ratio, bound, promise)));
        }
    }

    private List<Measurement> rows() {
        List<Measurement> rows = new ArrayList<>();
        costs.forEach(
                (what, bySize) ->
                        bySize.forEach(
                                (size, nanos) -> {
                                    @Nullable List<Double> larger = bySize.get(APART * size);
                                    if (larger != null) {
                                        rows.add(row(what, size, middle(nanos), middle(larger)));
                                    }
                                }));
        return rows;
    }

    private static double middle(List<Double> nanos) {
        return Medians.of(nanos.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private Measurement row(String what, long size, double nanos, double larger) {
        return Measurement.of(
                        "cost of a look-up, %s, %,d %s".formatted(what, APART * size, rows),
                        new Figure(larger / 1_000, "µs"))
                .against("that at %,d".formatted(size), nanos / 1_000);
    }

    /** Nanoseconds that something takes, run over and over, after as long to warm up. */
    static double nanos(Duration time, BooleanSupplier work) {
        run(time, work);
        return run(time, work);
    }

    private static double run(Duration time, BooleanSupplier work) {
        long start = System.nanoTime();
        long end = start + time.toNanos();
        long times = 0;
        long now = start;
        while (now < end) {
            for (int i = 0; i < AT_ONCE; i++) {
                if (!work.getAsBoolean()) {
                    throw new IllegalStateException("not what was expected of what is measured");
                }
            }
            times += AT_ONCE;
            now = System.nanoTime();
        }
        return (double) (now - start) / times;
    }
}
