package org.domainstats.benchmarks;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.GZIPInputStream;

/**
 * The names of a log in its order, to be repeated for as long as is needed.
 *
 * @param source what they are, in words
 */
record LogNames(List<String> names, String source) {

    private static final String ZEEK_LOG = "shared/data/logs/zeek/wrccdc2018_dns.tsv.log.gz";

    private static final int MADE = 1_000_000;
    private static final int DIFFERENT = 100_000;

    /** A file of names if there is one, else a DNS log beside the checkout, else made names. */
    static LogNames choose(@Nullable Path file, Path home) throws IOException {
        if (file != null) {
            return new LogNames(Files.readAllLines(file), "the names of " + file.getFileName());
        }
        Path log = home.resolveSibling(ZEEK_LOG);
        return Files.isReadable(log) ? zeek(log) : made();
    }

    private static LogNames zeek(Path log) throws IOException {
        List<String> names = new ArrayList<>();
        int column = -1;
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(log)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                List<String> fields = List.of(line.split("\t", -1));
                if (line.startsWith("#fields")) {
                    // The word itself stands in front of the first one.
                    column = fields.indexOf("query") - 1;
                } else if (!line.startsWith("#") && column >= 0) {
                    names.add(fields.get(column));
                }
            }
        }
        return new LogNames(
                names,
                "the queries of a Zeek DNS log of a contest (%,d rows, %,d names), over and over"
                        .formatted(names.size(), names.stream().distinct().count()));
    }

    /** Few names come often and most come seldom, as 1/rank, which is what logs look like. */
    private static LogNames made() {
        SplittableRandom random = new SplittableRandom(1);
        List<String> names = new ArrayList<>(MADE);
        for (int i = 0; i < MADE; i++) {
            // The inverse of the distribution of 1/rank.
            names.add("www." + RandomNames.text((long) Math.pow(DIFFERENT, random.nextDouble())));
        }
        return new LogNames(
                names, "made: %,d names drawn by rank out of %,d".formatted(MADE, DIFFERENT));
    }

    void write(Path file, int rows) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < rows; i++) {
                out.append(names.get(i % names.size())).append('\n');
            }
        }
    }
}
