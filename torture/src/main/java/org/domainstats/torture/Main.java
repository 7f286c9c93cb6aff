package org.domainstats.torture;

import org.domainstats.processkit.WorkingFolders;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Tortures a server for a while and reports what came of it; {@code --help} says how. */
public final class Main {

    private final TortureOptions options;
    private final List<Fault> faults;
    private final Counters counters = new Counters();
    private final long began = System.nanoTime();

    private Main(TortureOptions options, List<Fault> faults) {
        this.options = options;
        this.faults = faults;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Locale.setDefault(Locale.ENGLISH);
        if (List.of(arguments).contains("--help")) {
            System.out.print(TortureOptions.help(faults(false)));
            return;
        }
        Main main;
        try {
            TortureOptions options =
                    TortureOptions.parse(List.of(arguments), System.nanoTime() & 0xFFFFFF);
            main = new Main(options, options.choose(faults(options.isLong())));
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(main.run() ? 0 : 1);
    }

    /**
     * @param thorough whether there is time to wait for what takes minutes
     */
    private static List<Fault> faults(boolean thorough) {
        return List.of(
                new Kills(4),
                new Terminations(),
                new ServerPairs(),
                new BrokenBatches(),
                new MalformedRequests(),
                new FullDisk(),
                new ClockSteps(),
                new FewFiles(),
                new BadRegistries(),
                new FeedUpdates(),
                new GzipBombs(),
                new JunkFloods(20_000),
                new RemovedDatabases(),
                new StoreFaults(),
                new SharedStores(50_000, Duration.ofSeconds(thorough ? 120 : 10)),
                new Failovers(20_000, true),
                new Failovers(20_000, false),
                new CertificateSwaps(),
                new LyingCommunities(),
                new SmallHeaps(),
                new SlowClients(2_000, thorough),
                new UnfinishedRequests(1_500));
    }

    private boolean run() throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("domainstats.launcher", "./domain-stats"));
        Path folder = folder();
        TortureEnvironment environment =
                new TortureEnvironment(
                        launcher.toAbsolutePath(),
                        folder.resolve("data"),
                        folder,
                        counters,
                        new SplittableRandom(options.seed()));
        injectUntilTimeIsUp(environment, possible());
        environment.checkAll();
        boolean clean = counters.isClean(options.busy());
        Report report = new Report(counters, clean, options.seed(), took());
        System.out.print(options.json() ? report.json() + "\n" : report.table());
        return clean;
    }

    private List<Fault> possible() {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : faults) {
            fault.unavailable()
                    .ifPresentOrElse(
                            why -> counters.skipped(fault.name(), why), () -> possible.add(fault));
        }
        return possible;
    }

    /** Each in turn, so that a short time still sees many kinds. */
    private void injectUntilTimeIsUp(TortureEnvironment environment, List<Fault> possible)
            throws InterruptedException {
        for (int i = 0; !possible.isEmpty() && took().compareTo(options.time()) < 0; i++) {
            Fault fault = possible.get(i % possible.size());
            System.err.printf("%4d s  %s%n", took().toSeconds(), fault.name());
            try {
                fault.inject(environment);
                counters.count("rounds of " + fault.name(), 1);
            } catch (IOException e) {
                counters.violation(Violation.NOT_RECOVERED, fault.name() + " broke off: " + e);
            }
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Path folder() throws IOException {
        Path chosen = options.folder();
        if (chosen != null) {
            return Files.createDirectories(chosen);
        }
        return WorkingFolders.removedAtExit("domain-stats-torture");
    }
}
