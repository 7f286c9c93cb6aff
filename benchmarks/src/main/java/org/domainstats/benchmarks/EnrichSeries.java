package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.ProgramCommand;
import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;

/** {@code enrich} beside {@code jq -c .}: the same log of JSON, read and written in turn. */
final class EnrichSeries implements Series {

    private static final String ZEEK_LOG = "shared/data/logs/zeek/wrccdc2018_dns.json.gz";

    /** In a shorter log, the start of enrich would be much of what is compared. */
    private static final int TIMES = 20;

    private static final String JQ = "jq";
    private static final String FACTS = ",\"domain_stats\":";

    private final @Nullable Path log;

    /**
     * @param log of JSON, one object a line; null takes what is beside the checkout
     */
    EnrichSeries(@Nullable Path log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "enrich";
    }

    @Override
    public List<String> needs() {
        return List.of(JQ);
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        Path source = log == null ? bench.home().resolveSibling(ZEEK_LOG) : log;
        if (!Files.isReadable(source)) {
            throw new IOException("there is no JSON log at %s; --log names one".formatted(source));
        }
        Path folder = bench.folder("enrich");
        Path rows = folder.resolve("log.json");
        repeat(source, TIMES, rows);
        Path out = folder.resolve("out.json");
        ProgramCommand jq = ProgramCommand.of(JQ, "-c", ".", rows.toString());
        ProgramCommand enrich =
                bench.command("enrich", "--quiet", "--port", "0", "--rdap", "off", "--whois", "off")
                        .with("--data", bench.folder("enrich-data").toString(), rows.toString());
        List<Run> theirs = new ArrayList<>();
        List<Run> ours = new ArrayList<>();
        for (int i = 0; i < bench.choose(3, 1); i++) {
            theirs.add(run(jq, out));
            ours.add(run(enrich, out));
            bench.log("jq %s, enrich %s".formatted(theirs.getLast(), ours.getLast()));
        }
        report(report, rows(rows, out), theirs, ours);
        report.note("the log that jq and enrich read: " + source.getFileName());
    }

    private static void report(Report report, long rows, List<Run> theirs, List<Run> ours) {
        double jq = rows / median(theirs, Run::seconds);
        double enrich = rows / median(ours, Run::seconds);
        report.add(
                Measurement.of("enrich, a JSON log", Figure.perSecond(enrich))
                        .against("jq -c .", jq)
                        .promised(Promise.atLeast(enrich / jq, 5, "5 times jq")));
        report.add(Measurement.of("jq -c ., the same log", Figure.perSecond(jq)));
        report.add(cost("enrich", rows, ours));
        report.add(cost("jq -c .", rows, theirs));
    }

    private static Measurement cost(String what, long rows, List<Run> runs) {
        double micros = 1e6 * median(runs, Run::processorSeconds) / rows;
        return Measurement.of("processor time a row, " + what, Figure.micros(micros));
    }

    private static double median(List<Run> runs, ToDoubleFunction<Run> of) {
        return Medians.of(runs.stream().mapToDouble(of).toArray());
    }

    /** From a command to its end. */
    private record Run(double seconds, double processorSeconds) {

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "%.1f s (%.1f s of processor)", seconds, processorSeconds);
        }
    }

    private static void repeat(Path log, int times, Path target) throws IOException {
        try (OutputStream out = Files.newOutputStream(target)) {
            for (int i = 0; i < times; i++) {
                try (InputStream in = open(log)) {
                    in.transferTo(out);
                }
            }
        }
    }

    private static InputStream open(Path log) throws IOException {
        InputStream in = Files.newInputStream(log);
        return log.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
    }

    private static Run run(ProgramCommand command, Path out)
            throws IOException, InterruptedException {
        Duration before = ChildProcesses.processorTimeOfEnded();
        long start = System.nanoTime();
        Process process =
                ChildProcesses.start(
                        command.builder()
                                .redirectOutput(out.toFile())
                                .redirectError(Redirect.INHERIT));
        int code = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (code != 0) {
            throw new IOException(command.words().getFirst() + " ended with " + code);
        }
        Duration used = ChildProcesses.processorTimeOfEnded().minus(before);
        return new Run(seconds, used.toMillis() / 1e3);
    }

    /** How many rows there are, when each came out as it was, and some with facts at their end. */
    static long rows(Path log, Path enriched) throws IOException {
        try (BufferedReader before = Files.newBufferedReader(log, StandardCharsets.ISO_8859_1);
                BufferedReader after =
                        Files.newBufferedReader(enriched, StandardCharsets.ISO_8859_1)) {
            long rows = 0;
            long withFacts = 0;
            for (String row = before.readLine(); row != null; row = before.readLine()) {
                String facts = after.readLine();
                rows++;
                if (facts == null || !facts.equals(row) && !isBefore(row, facts)) {
                    throw new IOException("enrich lost or changed row %,d".formatted(rows));
                }
                withFacts += facts.equals(row) ? 0 : 1;
            }
            if (withFacts == 0 || after.readLine() != null) {
                throw new IOException(
                        "enrich has facts for %,d of %,d rows, or wrote more of them"
                                .formatted(withFacts, rows));
            }
            return rows;
        }
    }

    private static boolean isBefore(String row, String facts) {
        return facts.startsWith(row.substring(0, Math.max(0, row.lastIndexOf('}'))) + FACTS);
    }
}
