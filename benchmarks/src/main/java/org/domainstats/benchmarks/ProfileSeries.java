package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Wrk.Asked;
import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the server's time goes under each load, in files of their own: recording costs time itself.
 */
final class ProfileSeries implements Series {

    private static final int CONNECTIONS = 64;

    private final Path out;
    private final Path recordings;

    /**
     * @param out where the tables go
     * @param recordings where the recordings go that they are read from
     */
    ProfileSeries(Path out, Path recordings) {
        this.out = out;
        this.recordings = recordings;
    }

    @Override
    public String name() {
        return "profile";
    }

    @Override
    public List<String> needs() {
        return List.of("wrk", "curl");
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        Wrk wrk = new Wrk(bench.folder("wrk"));
        record(
                bench,
                "cached",
                server ->
                        wrk.same(
                                server.url().resolve("/google.com"),
                                CONNECTIONS,
                                bench.seconds(20, 8)));
        record(
                bench,
                "first",
                server ->
                        wrk.names(server.url(), CONNECTIONS, bench.seconds(20, 8), Asked.each(0)));
        record(bench, "batch", server -> batch(bench, server));
        bench.log("profiles are in %s, their recordings in %s".formatted(out, recordings));
    }

    private static void batch(BenchmarkEnvironment bench, ServerProcess server)
            throws IOException, InterruptedException {
        LogNames log = LogNames.choose(null, bench.home());
        Path stream = bench.folder("batch").resolve("log.txt");
        int rows = bench.choose(4_000_000, 1_000_000);
        log.write(stream, rows);
        BatchSeries.post(bench, server, stream, rows, "a log");
    }

    private void record(BenchmarkEnvironment bench, String what, Load load)
            throws IOException, InterruptedException {
        bench.log("profile of " + what);
        Path recording = recordings.resolve(what + ".jfr").toAbsolutePath();
        try (ServerProcess server = bench.serve(bench.folder(what), Profile.options(recording))) {
            load.on(server);
            server.stop();
        }
        Files.writeString(
                Files.createDirectories(out).resolve("profile-" + what + ".md"),
                Profile.read(recording).markdown());
    }

    /** What a server is put under. */
    private interface Load {
        void on(ServerProcess server) throws IOException, InterruptedException;
    }
}
