package org.domainstats.benchmarks;

import org.domainstats.benchmarks.Measurement.Figure;
import org.domainstats.benchmarks.Measurement.Promise;
import org.domainstats.processkit.ChildProcesses;
import org.domainstats.processkit.LocalPorts;
import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** From the command to its first answer: of the server, and of the command line. */
final class StartSeries implements Series {

    private static final String QUESTION = "google.com";

    @Override
    public String name() {
        return "start";
    }

    @Override
    public List<String> needs() {
        return List.of();
    }

    @Override
    public void measure(BenchmarkEnvironment bench, Report report)
            throws IOException, InterruptedException {
        int times = bench.choose(11, 3);
        Path used = bench.folder("start");
        startMillis(bench, used);
        double[] fresh = new double[times];
        double[] again = new double[times];
        double[] shell = new double[times];
        for (int i = 0; i < times; i++) {
            fresh[i] = startMillis(bench, bench.folder("start"));
            again[i] = startMillis(bench, used);
            shell[i] = lookupMillis(bench, used);
            bench.log(
                    "start %d of %d: %.0f ms on an empty folder, %.0f ms on a used one; lookup %.0f ms"
                            .formatted(i + 1, times, fresh[i], again[i], shell[i]));
        }
        report.add(row("start to the first answer, an empty folder", fresh, 1_000, "1 s"));
        report.add(row("start to the first answer, a used folder", again, 1_000, "1 s"));
        report.add(row("lookup google.com from the shell", shell, 500, "0.5 s"));
    }

    private static Measurement row(String what, double[] millis, double bound, String promise) {
        double middle = Medians.of(millis);
        return Measurement.of(what, new Figure(middle, "ms"))
                .promised(Promise.atMost(middle, bound, promise));
    }

    private static double startMillis(BenchmarkEnvironment bench, Path data)
            throws IOException, InterruptedException {
        int port = LocalPorts.free();
        long start = System.nanoTime();
        Process process =
                ChildProcesses.start(
                        bench.command("serve", "--port", Integer.toString(port))
                                .with(flags(data))
                                .builder()
                                .redirectOutput(Redirect.DISCARD)
                                .redirectError(Redirect.INHERIT));
        try {
            awaitAnswer(process, port);
            return (System.nanoTime() - start) / 1e6;
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    private static void awaitAnswer(Process process, int port)
            throws IOException, InterruptedException {
        while (!isAnswered(port)) {
            if (!process.isAlive()) {
                throw new IOException("the server ended with " + process.exitValue());
            }
            // Often enough to see it, seldom enough not to be in its way.
            TimeUnit.MILLISECONDS.sleep(2);
        }
    }

    private static boolean isAnswered(int port) throws IOException {
        try (Socket socket = new Socket()) {
            socket.setSoTimeout(Math.toIntExact(Duration.ofSeconds(10).toMillis()));
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            OutputStream out = socket.getOutputStream();
            out.write(
                    ("GET /" + QUESTION + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).contains("seen_by_you");
        } catch (ConnectException e) {
            return false;
        }
    }

    private static double lookupMillis(BenchmarkEnvironment bench, Path data)
            throws IOException, InterruptedException {
        ProgramCommand lookup = bench.command("lookup", QUESTION).with(flags(data));
        long start = System.nanoTime();
        String said = lookup.run().outOfSuccess();
        double millis = (System.nanoTime() - start) / 1e6;
        if (!said.contains(QUESTION)) {
            throw new IOException("lookup said: " + said);
        }
        return millis;
    }

    private static String[] flags(Path data) {
        return new String[] {"--data", data.toString(), "--rdap", "off", "--whois", "off"};
    }
}
