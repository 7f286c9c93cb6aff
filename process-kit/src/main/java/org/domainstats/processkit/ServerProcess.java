package org.domainstats.processkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * {@code domain-stats serve} or {@code domain-stats community} in a process of its own, from the
 * line in which it says that it is ready. Closing it kills it.
 */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    /** What HotSpot calls their threads; of longer names Linux has no more. */
    private static final Set<String> COMPILERS = Set.of("C1 CompilerThre", "C2 CompilerThre");

    private final Process process;
    private final List<URI> addresses;

    private ServerProcess(Process process, List<URI> addresses) {
        this.process = process;
        this.addresses = addresses;
    }

    /** Starts one and waits until it is ready. */
    public static ServerProcess start(ProgramCommand command) throws IOException {
        return awaitReady(command.start());
    }

    /**
     * Waits until a server that was started is ready.
     *
     * @throws IOException if it ended, said something else first, or is not ready in two minutes
     */
    public static ServerProcess awaitReady(Process process) throws IOException {
        Executor later = CompletableFuture.delayedExecutor(START.toMillis(), TimeUnit.MILLISECONDS);
        CompletableFuture<Process> late =
                CompletableFuture.supplyAsync(process::destroyForcibly, later);
        String line = process.inputReader(UTF_8).readLine();
        // What is cancelled does not run any more.
        late.cancel(false);
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the server did not start, its output was: " + line);
        }
        return new ServerProcess(
                process,
                Stream.of(line.split(" ", -1))
                        .filter(word -> word.contains("://"))
                        .map(URI::create)
                        .toList());
    }

    /** The first address of its ready line, and for {@code serve} the one of its HTTP API. */
    public URI url() {
        return addresses.getFirst();
    }

    /** The addresses in its ready line, in order. */
    public List<URI> addresses() {
        return addresses;
    }

    /**
     * The first of its addresses with this scheme.
     *
     * @param scheme such as {@code udp} or {@code https}
     */
    public URI address(String scheme) {
        return addresses.stream()
                .filter(address -> scheme.equals(address.getScheme()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no " + scheme + " in " + addresses));
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** What it has used of the processors since its start. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * What Java's compilers have used of the processors in it: much in a server's first minute, and
     * little once all that is used often is compiled.
     *
     * @throws IOException if the process has ended, or this is not Linux
     */
    public Duration compilerTime() throws IOException {
        return ThreadTimes.of(process.pid(), COMPILERS);
    }

    public ProcessMemory memory() {
        return ProcessMemory.of(process.pid());
    }

    /**
     * The options that its launcher gave to Java, up to the class path. Java's own {@link
     * ProcessHandle.Info} has no arguments where they are longer than a page of memory.
     *
     * @throws IOException if the process has ended, or this is not Linux
     */
    public List<String> javaOptions() throws IOException {
        String words = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"));
        return Arrays.stream(words.split("\0"))
                .skip(1)
                .takeWhile(each -> !each.equals("-cp"))
                .toList();
    }

    /** The answer to {@code GET /<name>}, without its newline. */
    public String ask(String name) throws IOException {
        return get("/" + URLEncoder.encode(name, UTF_8).replace("+", "%20"));
    }

    /**
     * The body at a path, without its last newline, over a connection of its own.
     *
     * @throws IOException if the status is not 200
     */
    public String get(String path) throws IOException {
        try (RawHttpClient client = new RawHttpClient(url())) {
            return client.get(path).receive().bodyOfSuccess().strip();
        }
    }

    /** Kills it as a crash does; returns when it has ended. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /**
     * Sends SIGTERM, as an operator does, and waits.
     *
     * @return its exit code
     * @throws IOException if it had to be killed because it took longer than this
     */
    public int stop(Duration within) throws IOException, InterruptedException {
        process.destroy();
        if (!process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            throw new IOException("SIGTERM did not end the server within " + within);
        }
        return process.exitValue();
    }

    /** Sends SIGTERM and waits for half a minute at most; its exit code. */
    public int stop() throws IOException, InterruptedException {
        return stop(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        kill();
    }
}
