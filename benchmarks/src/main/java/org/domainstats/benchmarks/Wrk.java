package org.domainstats.benchmarks;

import org.domainstats.processkit.ProgramCommand;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code wrk}, the load generator, on as many threads as a small machine can spare. */
final class Wrk {

    private static final int THREADS = 2;

    private static final Pattern RESULT =
            Pattern.compile("requests=(\\d+) micros=(\\d+) p99=(\\d+) bad=(\\d+)");

    private final Path folder;

    Wrk(Path folder) {
        this.folder = folder;
    }

    /** The same question again and again. */
    Result same(URI url, int connections, Duration time) throws IOException, InterruptedException {
        return run(url, connections, time, script("report.lua"), List.of());
    }

    /** A question about another name each time. */
    Result names(URI url, int connections, Duration time, Asked asked)
            throws IOException, InterruptedException {
        List<String> arguments =
                List.of(
                        asked.each ? "each" : "any",
                        Integer.toString(THREADS),
                        Long.toString(asked.first),
                        Long.toString(asked.count),
                        asked.query);
        return run(url, connections, time, script("report.lua", "names.lua"), arguments);
    }

    private static Result run(
            URI url, int connections, Duration time, Path script, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "wrk",
                                "-t" + Math.min(THREADS, connections),
                                "-c" + connections,
                                "-d" + time.toSeconds() + "s",
                                "--timeout",
                                "10s",
                                "-s",
                                script.toString(),
                                url.toString(),
                                "--"));
        command.addAll(arguments);
        String said = ProgramCommand.of(command).run().outOfSuccess();
        Matcher result = RESULT.matcher(said);
        if (!result.find()) {
            throw new IOException("wrk said: " + said);
        }
        long requests = Long.parseLong(result.group(1));
        if (Long.parseLong(result.group(4)) > requests / 1_000) {
            throw new IOException("answers failed or were no 200s: " + said);
        }
        return new Result(
                requests / (Long.parseLong(result.group(2)) / 1e6),
                Duration.of(Long.parseLong(result.group(3)), ChronoUnit.MICROS));
    }

    /** wrk takes one script only. */
    private Path script(String... parts) throws IOException {
        StringBuilder text = new StringBuilder();
        for (String part : parts) {
            try (InputStream in = Wrk.class.getResourceAsStream(part)) {
                if (in == null) {
                    throw new IllegalStateException(part + " belongs beside this class");
                }
                text.append(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        Path script = folder.resolve(String.join("-", parts));
        return Files.writeString(script, text);
    }

    /**
     * Which names are asked about, by their number in {@link RandomNames}.
     *
     * @param each whether each comes once, in order, rather than any of them at random
     * @param query what stands behind the name
     */
    record Asked(boolean each, long first, long count, String query) {

        static Asked each(long first) {
            return new Asked(true, first, Integer.MAX_VALUE, "");
        }

        /** Any of them, leaving no contact and not from the cache. */
        static Asked peekAtAny(long first, long count) {
            return new Asked(false, first, count, "?peek=true");
        }
    }

    /** Answers a second, and what 99 of 100 of them took at most. */
    record Result(double perSecond, Duration p99) {

        static Result median(List<Result> results) {
            return new Result(
                    median(results, Result::perSecond),
                    Duration.ofNanos((long) median(results, each -> each.p99.toNanos())));
        }

        private static double median(List<Result> results, ToDoubleFunction<Result> of) {
            return Medians.of(results.stream().mapToDouble(of).toArray());
        }
    }
}
