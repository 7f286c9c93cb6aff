package org.domainstats.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code domain-stats serve} in a process of its own, as a user starts it. */
final class ServerProcess implements LoadTarget {

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private ServerProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on a free port and waits until it says that it is ready. */
    static ServerProcess start(Path launcher, Path data, List<String> flags) throws IOException {
        return start(launcher, data, flags, "");
    }

    /**
     * @param javaOptions what the launcher hands to Java besides its own
     */
    static ServerProcess start(Path launcher, Path data, List<String> flags, String javaOptions)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                launcher.toString(),
                                "serve",
                                "--port",
                                "0",
                                "--data",
                                data.toString()));
        command.addAll(flags);
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("DOMAIN_STATS_JAVA_OPTS", javaOptions);
        Process process = builder.start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith("ready ")) {
            process.destroyForcibly();
            throw new IOException("the server said: " + line);
        }
        return new ServerProcess(process, URI.create(line.split(" ", -1)[1]));
    }

    @Override
    public String name() {
        return "domain-stats";
    }

    @Override
    public URI url() {
        return url;
    }

    /** How the launcher set its memory up: heap, collector, layout. */
    List<String> javaOptions() {
        String[] arguments = process.info().arguments().orElse(new String[0]);
        return Arrays.stream(arguments)
                .takeWhile(each -> !each.equals("-cp"))
                .filter(each -> each.startsWith("-Xm") || each.startsWith("-XX:+"))
                .toList();
    }

    /** The answer to {@code GET /<name>}. */
    String ask(String name) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(url.resolve("/" + name)).build(),
                        BodyHandlers.ofString())
                .body();
    }

    /** Its resident memory in KiB, or 0 where the system does not tell. */
    long residentKib() throws IOException {
        return status("VmRSS:");
    }

    /** The most that was ever resident of it in KiB, or 0 where the system does not tell. */
    long peakResidentKib() throws IOException {
        return status("VmHWM:");
    }

    private long status(String key) throws IOException {
        Path status = Path.of("/proc/" + process.pid() + "/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** Ends it as an operator does. */
    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
        http.close();
    }

    /** Ends it as a crash does. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
        http.close();
    }
}
