package org.domainstats.torture;

import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.RawHttpClient;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.torture.ledger.Counters.Violation;
import org.domainstats.torture.ledger.NumberedNames;
import org.domainstats.torture.ledger.ReportedContact;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** A disk that is full while many ask, on a small file system of its own. */
record FullDisk() implements Fault {

    private static final Duration WHILE_ROOM = Duration.ofSeconds(2);
    private static final Duration WHILE_FULL = Duration.ofSeconds(5);
    private static final Duration RECOVERY = Duration.ofSeconds(20);

    @Override
    public String name() {
        return "disk";
    }

    @Override
    public String description() {
        return "a full disk under load, then room again, with or without a kill between";
    }

    @Override
    public Optional<String> unavailable() {
        return "root".equals(System.getProperty("user.name"))
                        && Files.isExecutable(Path.of("/bin/mount"))
                ? Optional.empty()
                : Optional.of("mounting a small file system needs root");
    }

    @Override
    public void inject(TortureEnvironment environment) throws IOException, InterruptedException {
        Path disk = Files.createDirectories(environment.folder().resolve("disk"));
        run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString());
        Runnable unmount = () -> unmount(disk);
        ChildProcesses.atExit(unmount);
        try {
            fill(environment.elsewhere(disk.resolve("data")), disk.resolve("filler"));
        } finally {
            run("umount", disk.toString());
        }
    }

    private static void fill(TortureEnvironment environment, Path filler)
            throws IOException, InterruptedException {
        long logged = environment.logSize();
        try (ServerProcess server = environment.start();
                ClientLoad load = environment.load(server)) {
            load.runFor(WHILE_ROOM);
            String known = "long-known.example.com";
            server.ask(known);
            // Nothing is decided without the store (status store-unavailable).
            environment.ledger().mayBeRefused(true);
            long refused = environment.ledger().refused();
            takeAllRoom(filler);
            load.runFor(WHILE_FULL);
            environment.counters().count("disk full under load", 1);
            if (load.failures() == 0 && environment.ledger().refused() == refused) {
                environment
                        .counters()
                        .violation(Violation.WRONG_ANSWER, "a full disk was not noticed");
            }
            stillAnswers(server, environment, known);
            saysThatItIsNotReady(server, environment);
            isSaid(environment, logged);
            if (environment.random().nextBoolean()) {
                server.kill();
                Files.delete(filler);
            } else {
                Files.delete(filler);
                recover(server, environment);
            }
            load.stop();
        } finally {
            environment.ledger().mayBeRefused(false);
        }
        try (ServerProcess server = environment.start()) {
            environment.check(server);
            recover(server, environment);
        }
    }

    private static void takeAllRoom(Path filler) throws IOException {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException e) {
            // Full, as wanted. The server may still find room in blocks that it has.
        }
    }

    private static void stillAnswers(
            ServerProcess server, TortureEnvironment environment, String known) {
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            client.get("/google.com?peek=true").receive().bodyOfSuccess();
            // Past the cache.
            String answer = client.get("/a.b." + known).receive().bodyOfSuccess();
            if (!(ReportedContact.of(answer) instanceof ReportedContact.Before)) {
                environment
                        .counters()
                        .violation(
                                Violation.WRONG_ANSWER,
                                "with a full disk a known site had the answer " + answer);
            }
        } catch (IOException e) {
            environment
                    .counters()
                    .violation(
                            Violation.WRONG_ANSWER,
                            "with a full disk a question was answered by " + e);
        }
    }

    /** It checks every two seconds. */
    private static void saysThatItIsNotReady(ServerProcess server, TortureEnvironment environment)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + RECOVERY.toNanos();
        try (RawHttpClient client = new RawHttpClient(server.url())) {
            while (client.get("/readyz").receive().status() == 200) {
                if (System.nanoTime() > end) {
                    environment
                            .counters()
                            .violation(
                                    Violation.WRONG_ANSWER, "with a full disk it says it is ready");
                    return;
                }
                Thread.sleep(100);
            }
        }
    }

    private static void isSaid(TortureEnvironment environment, long from) throws IOException {
        byte[] log = Files.readAllBytes(environment.log());
        String logged =
                new String(log, (int) from, (int) (log.length - from), StandardCharsets.UTF_8);
        if (!logged.matches("(?is).*(disk|database).{0,20}full.*|.*no space.*")) {
            environment
                    .counters()
                    .violation(Violation.WRONG_ANSWER, "a full disk is not in the log: " + logged);
        }
    }

    private static void recover(ServerProcess server, TortureEnvironment environment)
            throws InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < RECOVERY.toNanos()) {
            int site = environment.ledger().fresh();
            try (RawHttpClient client = new RawHttpClient(server.url())) {
                String path = "/" + NumberedNames.site(site);
                ReportedContact contact =
                        ReportedContact.of(client.get(path).receive().bodyOfSuccess());
                if (!(contact instanceof ReportedContact.Never)) {
                    environment.ledger().answered(site, contact);
                    environment.counters().recovered(Duration.ofNanos(System.nanoTime() - began));
                    return;
                }
                environment.ledger().unanswered(site);
            } catch (IOException e) {
                environment.ledger().unanswered(site);
            }
            Thread.sleep(100);
        }
        environment
                .counters()
                .violation(Violation.NOT_RECOVERED, "no contact is taken with room again");
    }

    private static void run(String... command) throws IOException, InterruptedException {
        Process process = ChildProcesses.start(new ProcessBuilder(command).inheritIO());
        if (process.waitFor() != 0) {
            throw new IOException("failed: " + String.join(" ", command));
        }
    }

    /** Lazily, and whether or not it has been done: the last thing before we end. */
    private static void unmount(Path disk) {
        try {
            new ProcessBuilder("umount", "-l", disk.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            System.err.println("torture: still mounted: " + disk + ": " + e.getMessage());
        }
    }
}
