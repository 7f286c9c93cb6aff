package org.domainstats.torture;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** {@code domain-stats serve} in a process of its own, as an operator starts it. */
final class ServerProcess implements AutoCloseable {

    private final Process process;
    private final Counters tally;
    private final URI url;

    private ServerProcess(Process process, Counters tally, URI url) {
        this.process = process;
        this.tally = tally;
        this.url = url;
    }

    /** Starts one without waiting for it; what it says on standard error goes to the log. */
    static Process launch(LaunchOptions launch, ChildProcesses children, Path log)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(launch.serve())
                        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(launch.environment());
        return children.start(builder);
    }

    /** Waits until it says that it is ready. */
    static ServerProcess ready(Process process, Counters tally) throws IOException {
        BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the server did not come up, but said: " + line);
        }
        return new ServerProcess(process, tally, URI.create(line.split(" ", -1)[1]));
    }

    URI url() {
        return url;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a crash does. */
    void kill() {
        noteMemory();
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to end, as an operator does; its exit code, or -1 if it takes longer than this. */
    int terminate(Duration within) throws InterruptedException {
        noteMemory();
        process.destroy();
        if (process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            return process.exitValue();
        }
        kill();
        return -1;
    }

    /** The most memory that was resident so far, in KiB; 0 where the system does not tell. */
    long highestKib() {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            // Gone already, or no /proc here.
            return 0;
        }
    }

    private void noteMemory() {
        tally.resident(highestKib());
    }

    @Override
    public void close() {
        kill();
    }
}
