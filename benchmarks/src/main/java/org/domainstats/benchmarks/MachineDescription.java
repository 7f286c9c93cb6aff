package org.domainstats.benchmarks;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the figures of a run depend on besides us. */
final class MachineDescription {

    private static final int WRITES = 200;
    private static final int PAGE = 4_096;

    private MachineDescription() {}

    /** The facts, in the order in which people want to read them. */
    static Map<String, String> facts(BenchmarkEnvironment bench)
            throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("commit", commit(bench.home()));
        facts.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        facts.put("form", bench.quick() ? "quick: for a look only" : "whole");
        facts.put("processor", first(Path.of("/proc/cpuinfo"), "model name"));
        facts.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
        facts.put("memory", first(Path.of("/proc/meminfo"), "MemTotal"));
        facts.put("kernel", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.put("load at the start", load());
        facts.put(
                "data folder",
                "%s, a durable write of 4 KiB takes %.0f µs"
                        .formatted(Files.getFileStore(bench.work()).type(), writeMicros(bench)));
        facts.put("java", System.getProperty("java.vm.version"));
        facts.put("nginx", version("nginx", "-v"));
        facts.put("wrk", version("wrk", "-v"));
        return facts;
    }

    /** How many processes wanted to run in the last minute. */
    static String load() throws IOException {
        Path load = Path.of("/proc/loadavg");
        return Files.isReadable(load) ? Files.readString(load).split(" ", -1)[0] : "unknown";
    }

    private static String commit(Path home) throws IOException, InterruptedException {
        if (!ProgramCommand.isInstalled("git") || !Files.exists(home.resolve(".git"))) {
            return "unknown";
        }
        List<String> git = List.of("git", "-C", home.toString(), "describe", "--always", "--dirty");
        return ProgramCommand.of(git).run().outOfSuccess().strip();
    }

    private static String first(Path file, String key) throws IOException {
        if (!Files.isReadable(file)) {
            return "unknown";
        }
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(key))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("unknown");
    }

    /** The first line that a program says of itself; some end with an error after it. */
    private static String version(String program, String flag)
            throws IOException, InterruptedException {
        if (!ProgramCommand.isInstalled(program)) {
            return "not installed";
        }
        Process process =
                ChildProcesses.start(new ProcessBuilder(program, flag).redirectErrorStream(true));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said.lines().findFirst().orElse("unknown").strip().toLowerCase(Locale.ROOT);
    }

    /** What one first contact costs at least, if it is alone. */
    private static double writeMicros(BenchmarkEnvironment bench) throws IOException {
        Path file = bench.folder("disk").resolve("written");
        double[] micros = new double[WRITES];
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (int i = 0; i < WRITES; i++) {
                long start = System.nanoTime();
                write(channel);
                micros[i] = (System.nanoTime() - start) / 1e3;
            }
        }
        return Medians.of(micros);
    }

    private static void write(FileChannel channel) throws IOException {
        ByteBuffer page = ByteBuffer.allocate(PAGE);
        while (page.hasRemaining()) {
            channel.write(page);
        }
        channel.force(false);
    }
}
