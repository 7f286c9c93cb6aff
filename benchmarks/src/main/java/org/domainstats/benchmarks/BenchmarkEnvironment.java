package org.domainstats.benchmarks;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.processkit.WorkingFolders;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What every series of measurements works with: the checkout, a folder on the disk, a log. */
final class BenchmarkEnvironment {

    /** Registries are not asked: what is measured is us. */
    private static final List<String> ALONE = List.of("--rdap", "off", "--whois", "off");

    /** As the launcher has it. */
    private static final List<String> USUAL =
            List.of("-Xmx90m", "-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders");

    private final Path home;
    private final Path work;
    private final boolean quick;
    private final long started = System.nanoTime();
    private volatile boolean ending;

    /**
     * @param home the checkout
     * @param quick whether a short form is enough
     */
    BenchmarkEnvironment(Path home, boolean quick) throws IOException {
        this.home = home;
        this.quick = quick;
        this.work = WorkingFolders.removedAtExit(TrialFolders.base(), "trial");
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> ending = true));
    }

    /**
     * A class of ours in a process of its own, with the server's memory.
     *
     * @param more options of Java
     */
    static ProgramCommand java(Class<?> main, String... more) {
        List<String> options = new ArrayList<>(USUAL);
        options.addAll(List.of(more));
        return ProgramCommand.java(main.getName(), options.toArray(String[]::new));
    }

    Path launcher() {
        return home.resolve("domain-stats");
    }

    Path home() {
        return home;
    }

    boolean quick() {
        return quick;
    }

    /** How long or how often, in the whole and in the short form. */
    int choose(int whole, int brief) {
        return quick ? brief : whole;
    }

    Duration seconds(int whole, int brief) {
        return Duration.ofSeconds(choose(whole, brief));
    }

    /** An empty folder. */
    Path folder(String name) throws IOException {
        return Files.createTempDirectory(work, name + "-");
    }

    /** Whether the run was broken off, so that nothing new must be started. */
    boolean isEnding() {
        return ending;
    }

    /** Where all of them are. */
    Path work() {
        return work;
    }

    ServerProcess serve(Path data) throws IOException {
        return serve(data, "");
    }

    ServerProcess serve(Path data, String javaOptions) throws IOException {
        return ServerProcess.start(
                command("serve", "--port", "0")
                        .with("--data", data.toString())
                        .with(ALONE)
                        .environment(Map.of("DOMAIN_STATS_JAVA_OPTS", javaOptions)));
    }

    /** Our command, as a user has it. */
    ProgramCommand command(String... words) {
        return ProgramCommand.of(launcher().toString()).with(words);
    }

    /** Writes to standard error what is being done. */
    @SuppressWarnings("SystemOut") // Somebody waits in front of it.
    void log(String text) {
        Duration since = Duration.ofNanos(System.nanoTime() - started);
        System.err.printf(
                Locale.ROOT, "[%2d:%02d] %s%n", since.toMinutes(), since.toSecondsPart(), text);
    }
}
