package org.domainstats.feed.publishing;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/**
 * Domains with their best rank, sorted by name in temporary files (an external merge sort), so that
 * a list of any length takes the memory of one run.
 */
final class SortedRanks implements AutoCloseable {

    /** Some 15 MB; a list of a million domains makes ten runs. */
    private static final int RUN_LENGTH = 100_000;

    private final Path folder;
    private final int runLength;
    private final List<Run> runs = new ArrayList<>();
    private final Map<DomainName, Integer> unsorted = new HashMap<>();

    private SortedRanks(Path folder, int runLength) {
        this.folder = folder;
        this.runLength = runLength;
    }

    /** An empty list, with its files in a new folder within another one. */
    static SortedRanks in(Path parent) throws IOException {
        return in(parent, RUN_LENGTH);
    }

    static SortedRanks in(Path parent, int runLength) throws IOException {
        return new SortedRanks(Files.createTempDirectory(parent, ".sort-"), runLength);
    }

    /** A domain with its rank, or with {@link KnownDomain#UNRANKED}. */
    record Ranked(DomainName domain, int rank) {}

    void add(DomainName domain, int rank) throws IOException {
        unsorted.merge(domain, rank, SortedRanks::best);
        if (unsorted.size() >= runLength) {
            writeRun();
        }
    }

    private static int best(int one, int other) {
        if (one == KnownDomain.UNRANKED || other == KnownDomain.UNRANKED) {
            return Math.max(one, other);
        }
        return Math.min(one, other);
    }

    private void writeRun() throws IOException {
        Path file = folder.resolve("run-" + runs.size());
        List<DomainName> names = new ArrayList<>(unsorted.keySet());
        names.sort(null);
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.US_ASCII)) {
            for (DomainName name : names) {
                out.write(name + "," + unsorted.get(name) + "\n");
            }
        }
        unsorted.clear();
        runs.add(new Run(file));
    }

    /** All of them in order of name, each once. To be called once, after the last was added. */
    Iterator<Ranked> sorted() throws IOException {
        if (!unsorted.isEmpty()) {
            writeRun();
        }
        PriorityQueue<Run> queue = new PriorityQueue<>();
        for (Run run : runs) {
            if (run.advance()) {
                queue.add(run);
            }
        }
        return new Merge(queue);
    }

    @Override
    public void close() throws IOException {
        for (Run run : runs) {
            run.close();
            Files.deleteIfExists(run.file);
        }
        Files.deleteIfExists(folder);
    }

    /** The runs as one list. */
    private record Merge(PriorityQueue<Run> queue) implements Iterator<Ranked> {

        @Override
        public boolean hasNext() {
            return !queue.isEmpty();
        }

        @Override
        public Ranked next() {
            if (queue.isEmpty()) {
                throw new NoSuchElementException();
            }
            DomainName domain = queue.peek().current.domain;
            int rank = KnownDomain.UNRANKED;
            while (!queue.isEmpty() && queue.peek().current.domain.equals(domain)) {
                Run run = queue.poll();
                rank = best(rank, run.current.rank);
                if (run.advance()) {
                    queue.add(run);
                }
            }
            return new Ranked(domain, rank);
        }
    }

    /** A sorted part of the list, in a file. */
    private static final class Run implements Comparable<Run> {

        private final Path file;
        private final BufferedReader lines;
        private Ranked current = new Ranked(new DomainName("none"), KnownDomain.UNRANKED);

        private Run(Path file) throws IOException {
            this.file = file;
            this.lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII);
        }

        /** Reads the next line; false at the end. */
        private boolean advance() {
            try {
                String line = lines.readLine();
                if (line == null) {
                    return false;
                }
                int comma = line.indexOf(',');
                current =
                        new Ranked(
                                new DomainName(line.substring(0, comma)),
                                Integer.parseInt(line.substring(comma + 1)));
                return true;
            } catch (IOException e) {
                throw new UncheckedIOException(file + ": " + e.getMessage(), e);
            }
        }

        private void close() throws IOException {
            lines.close();
        }

        @Override
        public int compareTo(Run other) {
            return current.domain.compareTo(other.current.domain);
        }
    }
}
