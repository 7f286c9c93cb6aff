package org.domainstats.torture;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A heap that is too small for the load, and a smaller one after it until memory runs out: then the
 * process ends, rather than living on with a thread missing, and nothing is lost.
 */
record SmallHeaps() implements Fault {

    /** A server alone needs 12 to start; with less than 20 it died before the first answer. */
    private static final int LEAST_MIB = 16;

    private static final int MOST_MIB = 40;
    private static final int STEP_MIB = 4;

    /** At a time, of so many names each; a server may have 256. */
    private static final int BATCHES = 48;

    private static final int NAMES = 20_000;

    /** By {@code -XX:+ExitOnOutOfMemoryError}, which the launcher gives to Java. */
    private static final int OUT_OF_MEMORY = 3;

    /** So that there is something to lose. */
    private static final Duration BEFORE = Duration.ofSeconds(2);

    private static final Duration A_WHILE = Duration.ofSeconds(8);
    private static final Duration ENDED = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "heap";
    }

    @Override
    public String description() {
        return "heaps from %d MiB down under load until memory runs out, which ends the process"
                .formatted(MOST_MIB);
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        int mebibytes = environment.random().nextInt(MOST_MIB * 3 / 4, MOST_MIB + 1);
        while (!runsOut(mebibytes, environment) && mebibytes > LEAST_MIB) {
            mebibytes -= STEP_MIB;
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
        }
    }

    /** Whether memory ran out with such a heap. */
    private static boolean runsOut(int mebibytes, TortureEnvironment environment)
            throws IOException, InterruptedException {
        long logged = environment.logSize();
        Process process =
                environment
                        .serve()
                        .environment(Map.of("DOMAIN_STATS_JAVA_OPTS", "-Xmx" + mebibytes + "m"))
                        .start(environment.log());
        environment.counters().count("small heaps", 1);
        try {
            underLoad(process, environment, logged);
            boolean ranOut = !process.isAlive() && process.exitValue() == OUT_OF_MEMORY;
            environment.counters().count("times that memory ran out under load", ranOut ? 1 : 0);
            return ranOut;
        } catch (IOException e) {
            environment.counters().count("heaps too small to start", 1);
            return true;
        } finally {
            process.destroyForcibly().onExit().join();
        }
    }

    private static void underLoad(Process process, TortureEnvironment environment, long logged)
            throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.awaitReady(process);
                ClientLoad load = environment.load(server)) {
            load.runFor(BEFORE);
            environment.counters().count("answers before memory got short", load.answers());
            List<Thread> senders = new ArrayList<>();
            for (int i = 0; i < BATCHES; i++) {
                senders.add(Thread.ofVirtual().start(() -> send(server.url())));
            }
            load.runFor(A_WHILE);
            senders.forEach(Thread::interrupt);
            environment.counters().count("answers under load", load.answers());
            if (logTells(environment, logged)
                    && !process.waitFor(ENDED.toMillis(), TimeUnit.MILLISECONDS)) {
                environment
                        .counters()
                        .violation(
                                Violation.NOT_RECOVERED,
                                "the server lives on after an OutOfMemoryError");
            }
        }
    }

    /** Batches of many names that only look, one after the other while the server takes them. */
    private static void send(URI server) {
        String names =
                IntStream.range(0, NAMES)
                        .mapToObj(i -> "x" + i + ".com")
                        .collect(Collectors.joining("\n", "", "\n"));
        try (RawHttpClient client = new RawHttpClient(server)) {
            while (!Thread.interrupted()) {
                client.post("/v1/domains?peek=true", names.getBytes(US_ASCII));
                client.receiveLines(line -> {});
            }
        } catch (IOException e) {
            // The server has ended, as it should.
        }
    }

    private static boolean logTells(TortureEnvironment environment, long from) throws IOException {
        byte[] log = Files.readAllBytes(environment.log());
        return new String(log, (int) from, (int) (log.length - from), UTF_8)
                .contains("OutOfMemoryError");
    }
}
