package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.Counters.Violation;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A heap that is too small for the load. Whether the server bears it or not: where memory ran out,
 * the process ends, rather than living on with a thread missing; and nothing is lost.
 */
record SmallHeaps() implements Fault {

    private static final int LEAST_MIB = 10;
    private static final int MOST_MIB = 24;
    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final Duration ENDED = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String description() {
        return "a heap of %d to %d MiB under load: out of memory ends the process"
                .formatted(LEAST_MIB, MOST_MIB);
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        int mebibytes = environment.random().nextInt(LEAST_MIB, MOST_MIB + 1);
        ProgramCommand small =
                environment
                        .serve()
                        .environment(Map.of("DOMAIN_STATS_JAVA_OPTS", "-Xmx" + mebibytes + "m"));
        long logged = environment.logSize();
        Process process = small.start(environment.log());
        try (ServerProcess server = ServerProcess.awaitReady(process);
                ClientLoad load = environment.load(server)) {
            load.runFor(A_WHILE);
            environment.counters().count("answers under load", load.answers());
            endsIfMemoryRanOut(server, environment, logged);
        } catch (IOException e) {
            environment.counters().count("heap too small to start", 1);
        }
        environment.counters().count("small heaps", 1);
        process.destroyForcibly().onExit().join();
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    private static void endsIfMemoryRanOut(
            ServerProcess server, TortureEnvironment environment, long from)
            throws IOException, InterruptedException {
        byte[] log = Files.readAllBytes(environment.log());
        if (!new String(log, (int) from, (int) (log.length - from), UTF_8)
                .contains("OutOfMemoryError")) {
            return;
        }
        environment.counters().count("times that memory ran out", 1);
        long start = System.nanoTime();
        while (server.isAlive()) {
            if (System.nanoTime() - start > ENDED.toNanos()) {
                environment
                        .counters()
                        .violation(
                                Violation.NOT_RECOVERED,
                                "the server lives on after an OutOfMemoryError");
                return;
            }
            TimeUnit.NANOSECONDS.sleep(PAUSE.toNanos());
        }
    }
}
