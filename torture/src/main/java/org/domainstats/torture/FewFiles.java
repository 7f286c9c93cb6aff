package org.domainstats.torture;

import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** More connections than the server may have file descriptors. */
record FewFiles() implements Fault {

    private static final Path LIMITER = Path.of("/usr/bin/prlimit");
    private static final int DESCRIPTORS = 256;
    private static final int CONNECTIONS = 1_000;
    private static final Duration HELD = Duration.ofSeconds(3);
    private static final Duration RECOVERY = Duration.ofSeconds(10);

    @Override
    public String name() {
        return "files";
    }

    @Override
    public String description() {
        return CONNECTIONS + " connections to a server that may open " + DESCRIPTORS + " files";
    }

    @Override
    public Optional<String> unavailable() {
        return Files.isExecutable(LIMITER)
                ? Optional.empty()
                : Optional.of("there is no " + LIMITER);
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        ProgramCommand limited =
                environment.serve().under(LIMITER.toString(), "--nofile=" + DESCRIPTORS);
        List<RawHttpClient> clients = new ArrayList<>();
        try (ServerProcess server = environment.start(limited);
                ClientLoad load = environment.load(server)) {
            load.runFor(HELD);
            for (int i = 0; i < CONNECTIONS; i++) {
                clients.add(new RawHttpClient(server.url()).get("/google.com?peek=true"));
            }
            load.runFor(HELD);
            for (RawHttpClient client : clients) {
                client.close();
            }
            environment.counters().count("connections without a file left", CONNECTIONS);
            load.stop();
            recover(server, environment);
            environment.check(server);
        } finally {
            for (RawHttpClient client : clients) {
                client.close();
            }
        }
    }

    private static void recover(ServerProcess server, TortureEnvironment environment)
            throws InterruptedException {
        long began = System.nanoTime();
        IOException last;
        do {
            try (RawHttpClient client = new RawHttpClient(server.url())) {
                client.get("/google.com?peek=true").receive().bodyOfSuccess();
                environment.counters().recovered(Duration.ofNanos(System.nanoTime() - began));
                return;
            } catch (IOException e) {
                last = e;
                Thread.sleep(100);
            }
        } while (System.nanoTime() - began < RECOVERY.toNanos());
        environment
                .counters()
                .violation(Violation.NOT_RECOVERED, "with files to open again: " + last);
    }
}
