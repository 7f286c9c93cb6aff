package org.domainstats.app;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The real server in a process of its own, as a user starts it. */
final class RunningServer implements AutoCloseable {

    private final Process process;
    private final URI url;
    private final HttpClient http = HttpClient.newHttpClient();

    private RunningServer(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /** Starts it on a free port and waits until it says that it is ready. */
    static RunningServer start(Path data, String... flags) throws IOException {
        Cli.Started started =
                Cli.start(List.of("serve", "--port", "0", "--data", data.toString()), flags);
        return new RunningServer(started.process(), started.addresses().getFirst());
    }

    URI url() {
        return url;
    }

    /** The answer to {@code GET /<name>}, which must be 200. */
    String ask(String name) throws IOException, InterruptedException {
        return get("/" + URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
    }

    String get(String path) throws IOException, InterruptedException {
        var response =
                http.send(
                        HttpRequest.newBuilder(url.resolve(path)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode());
        }
        return response.body().strip();
    }

    /** Ends it as a crash does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends it as an operator does; its exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the server did not stop");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
        http.close();
    }
}
