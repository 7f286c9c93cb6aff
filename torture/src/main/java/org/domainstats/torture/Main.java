package org.domainstats.torture;

import org.domainstats.processkit.WorkingFolders;
import org.domainstats.torture.Counters.Wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Tortures a server for a while and tells what it bore; {@code --help} says how. */
public final class Main {

    private final TortureOptions plan;
    private final List<Fault> faults;
    private final Counters tally = new Counters();
    private final long began = System.nanoTime();

    private Main(TortureOptions plan, List<Fault> faults) {
        this.plan = plan;
        this.faults = faults;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (List.of(arguments).contains("--help")) {
            System.out.print(TortureOptions.help(faults(false)));
            return;
        }
        Main main;
        try {
            TortureOptions plan =
                    TortureOptions.parse(List.of(arguments), System.nanoTime() & 0xFFFFFF);
            main = new Main(plan, plan.choose(faults(plan.isLong())));
        } catch (IllegalArgumentException e) {
            System.err.println("torture: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(main.run() ? 0 : 1);
    }

    /**
     * @param patient whether there is time to wait for what takes minutes
     */
    private static List<Fault> faults(boolean patient) {
        return List.of(
                new Kills(4),
                new Terminations(),
                new ServerPairs(),
                new BrokenBatches(),
                new Malformed(),
                new FullDisk(),
                new ClockSteps(),
                new FewFiles(),
                new BadRegistries(),
                new FeedUpdates(),
                new SlowClients(2_000, patient));
    }

    private boolean run() throws IOException, InterruptedException {
        Path launcher = Path.of(System.getProperty("domainstats.launcher", "./domain-stats"));
        Path folder = folder();
        TortureEnvironment ground =
                new TortureEnvironment(
                        launcher.toAbsolutePath(),
                        folder.resolve("data"),
                        folder,
                        tally,
                        new SplittableRandom(plan.seed()));
        inflictUntilTimeIsUp(ground, possible());
        ground.checkAll();
        Report report = new Report(tally, plan.seed(), took());
        System.out.print(plan.json() ? report.json() + "\n" : report.table());
        return tally.isClean();
    }

    private List<Fault> possible() {
        List<Fault> possible = new ArrayList<>();
        for (Fault fault : faults) {
            fault.missing()
                    .ifPresentOrElse(
                            why -> tally.skipped(fault.name(), why), () -> possible.add(fault));
        }
        return possible;
    }

    /** Each in turn, so that a short time still sees many kinds. */
    private void inflictUntilTimeIsUp(TortureEnvironment ground, List<Fault> possible)
            throws InterruptedException {
        for (int i = 0; !possible.isEmpty() && took().compareTo(plan.time()) < 0; i++) {
            Fault fault = possible.get(i % possible.size());
            System.err.printf("%4d s  %s%n", took().toSeconds(), fault.name());
            try {
                fault.inflict(ground);
            } catch (IOException e) {
                tally.wrong(Wrong.NOT_RECOVERED, fault.name() + " broke off: " + e);
            }
        }
    }

    private Duration took() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private Path folder() throws IOException {
        Path chosen = plan.folder();
        if (chosen != null) {
            return Files.createDirectories(chosen);
        }
        return WorkingFolders.removedAtExit("domain-stats-torture");
    }
}
