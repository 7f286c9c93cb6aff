package org.domainstats.benchmarks;

import org.domainstats.processkit.ProgramCommand;
import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code benchmarks/run}: every promise that is a figure, measured in one run. */
@Command(
        name = "benchmarks/run",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures what is promised and prints one table, which it also writes to",
            "FOLDER as table.md and table.json. docs/performance.md explains what the",
            "rows mean. It starts and ends all servers itself, on loopback,",
            "and asks nobody outside."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  benchmarks/run                       everything, in about twenty minutes",
            "  benchmarks/run --quick               a look in a few minutes",
            "  benchmarks/run --only cached,first   some of it",
            "  benchmarks/run --only start --profile          and where the time goes",
            "  benchmarks/run --only batch --names my.txt     on the names of your own log",
            "",
            "It wants a quiet machine with two cores, wrk, nginx, curl and jq:",
            "  apt-get install wrk nginx-light curl jq",
            "Exit code 1 if a promise was not kept or something was not measured."
        })
final class Harness implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "SERIES",
            split = ",",
            description = "some of ${COMPLETION-CANDIDATES}",
            completionCandidates = SeriesNames.class)
    private List<String> only = List.of();

    @Option(names = "--quick", description = "shorter, with fewer rows: for a look")
    private boolean quick;

    @Option(
            names = "--names",
            paramLabel = "FILE",
            description = "names of a log, one a line, for the batches")
    private @Nullable Path names;

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "a log with an object of JSON on each line, also .gz, for enrich")
    private @Nullable Path log;

    @Option(
            names = "--profile",
            description = "also record where the time goes, into files beside the table")
    private boolean profile;

    @Option(
            names = "--out",
            paramLabel = "FOLDER",
            description = "where the table goes (default: benchmarks/target)")
    private @Nullable Path out;

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH);
        System.exit(new CommandLine(new Harness()).execute(arguments));
    }

    private static List<Series> all(@Nullable Path names, @Nullable Path log) {
        return List.of(
                new CachedSeries(),
                new FirstContactsSeries(),
                new BatchSeries(names),
                new EnrichSeries(log),
                new KnownDomainsSeries(),
                new ContactsSeries(),
                new SharedStoreSeries(),
                new StartSeries(),
                new CommunitySeries());
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Series> chosen = chosen();
        Path home = Path.of(System.getProperty("domainstats.home", ".")).toAbsolutePath();
        Path target = home.resolve("benchmarks/target").normalize();
        Path folder = out != null ? out : target;
        BenchmarkEnvironment bench = new BenchmarkEnvironment(home.normalize(), quick);
        Report report = new Report(MachineDescription.facts(bench));
        bench.log(
                "load is %s; figures of a machine that does other things say little"
                        .formatted(MachineDescription.load()));
        boolean whole = true;
        if (profile) {
            chosen.add(new ProfileSeries(folder, target));
        }
        for (Series series : chosen) {
            if (bench.isEnding()) {
                return 1;
            }
            whole &= measure(series, bench, report);
            // What was measured so far outlives what breaks later.
            report.write(folder);
        }
        report.note("load at the end: " + MachineDescription.load());
        report.write(folder);
        spec.commandLine().getOut().println(report.markdown());
        bench.log("the table is in %s".formatted(folder.resolve("table.md")));
        return whole && !report.breaksPromise() ? 0 : 1;
    }

    private static boolean measure(Series series, BenchmarkEnvironment bench, Report report)
            throws InterruptedException {
        List<String> missing =
                series.needs().stream().filter(each -> !ProgramCommand.isInstalled(each)).toList();
        if (!missing.isEmpty()) {
            note(bench, report, series.name() + " was left out: install " + missing);
            return false;
        }
        try {
            series.measure(bench, report);
            return true;
        } catch (IOException e) {
            note(bench, report, series.name() + " broke off: " + e.getMessage());
            return false;
        }
    }

    private static void note(BenchmarkEnvironment bench, Report report, String what) {
        bench.log(what);
        report.note(what);
    }

    private List<Series> chosen() {
        List<Series> all = all(names, log);
        if (only.isEmpty()) {
            return new ArrayList<>(all);
        }
        List<Series> chosen = new ArrayList<>(all);
        chosen.removeIf(each -> !only.contains(each.name()));
        if (chosen.size() != only.size()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--only takes some of " + String.join(",", new SeriesNames()));
        }
        return chosen;
    }

    /** What {@code --only} takes. */
    private static final class SeriesNames extends ArrayList<String> {
        SeriesNames() {
            super(all(null, null).stream().map(Series::name).toList());
        }
    }
}
