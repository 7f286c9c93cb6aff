package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.jspecify.annotations.Nullable;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Many names in one request: a log with its repeats, and names that never repeat. */
final class BatchSeries implements Series {

    private final @Nullable Path names;

    /**
     * @param names a log's names, one a line; null takes what is beside the checkout, or makes some
     */
    BatchSeries(@Nullable Path names) {
        this.names = names;
    }

    @Override
    public String name() {
        return "batch";
    }

    @Override
    public List<String> needs() {
        return List.of("curl");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        Path folder = bench.folder("batch");
        LogNames log = LogNames.choose(names, bench.home());
        report.note("the log of the batches: " + log.source());
        Path stream = folder.resolve("log.txt");
        int rows = bench.choose(2_000_000, 500_000);
        log.write(stream, rows);
        try (ServerProcess ours = bench.serve(bench.folder("batch-data"))) {
            double cold = post(bench, ours, stream, rows, "a log, new to the server");
            double[] warm = new double[bench.choose(5, 3)];
            for (int i = 0; i < warm.length; i++) {
                warm[i] = post(bench, ours, stream, rows, "the same log again");
            }
            double middle = Medians.of(warm);
            report.add(
                    Measurement.of("batch, a log", Figure.perSecond(middle))
                            .promised(Promise.atLeast(middle, 250_000, "250,000/s")));
            report.add(
                    Measurement.of(
                            "batch, the log's first time, server cold", Figure.perSecond(cold)));
            measureNew(bench, report, ours, folder);
            double peak = ours.memory().peakKib() / 1024.0;
            report.add(
                    Measurement.of("peak memory under batches", new Figure(peak, "MiB"))
                            .promised(Promise.atMost(peak, 256, "256 MiB")));
            ours.stop();
        }
    }

    private static void measureNew(
            BenchmarkEnvironment bench, Report report, ServerProcess ours, Path folder)
            throws IOException, InterruptedException {
        int rows = bench.choose(1_000_000, 200_000);
        double[] figures = new double[bench.choose(3, 2)];
        for (int i = 0; i < figures.length; i++) {
            Path file = folder.resolve("new-" + i + ".txt");
            try (BufferedWriter out = Files.newBufferedWriter(file)) {
                for (long number = (long) i * rows; number < (i + 1L) * rows; number++) {
                    out.append(RandomNames.text(number)).append('\n');
                }
            }
            figures[i] = post(bench, ours, file, rows, "new names");
        }
        double middle = Medians.of(figures);
        report.add(
                Measurement.of("batch, names that never repeat", Figure.perSecond(middle))
                        .promised(Promise.atLeast(middle, 60_000, "60,000/s")));
    }

    /** Names a second, when every one of them was answered. */
    static double post(
            BenchmarkEnvironment bench, ServerProcess ours, Path names, int rows, String what)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process curl =
                ProgramCommand.of("curl", "-sS", "-f", "-X", "POST", "-T", names.toString())
                        .with(ours.url().resolve("/v1/domains").toString())
                        .start();
        long lines = lines(curl.getInputStream());
        int code = curl.waitFor();
        double perSecond = rows / ((System.nanoTime() - start) / 1e9);
        if (code != 0 || lines != rows) {
            throw new IOException(
                    "%,d answers to %,d names, curl ended with %d".formatted(lines, rows, code));
        }
        bench.log("batch, %s: %,.0f names a second".formatted(what, perSecond));
        return perSecond;
    }

    private static long lines(InputStream in) throws IOException {
        byte[] buffer = new byte[1 << 16];
        long lines = 0;
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            for (int i = 0; i < length; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }
}
