package org.domainstats.registry;

import org.domainstats.base.DataFile;
import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/**
 * A few facts that outlive the process, each good until its time: lines of key, time and value in a
 * file of the data folder. A file that is damaged or gone costs the facts and nothing more.
 */
final class ExpiringEntries {

    /** A line with a longer key or value than any host name is not ours. */
    private static final int LONGEST_LINE = 1_024;

    private final Path file;
    private final int most;
    private final Clock clock;
    private @Nullable SequencedMap<String, Fact> facts;

    /**
     * Does not touch the disk yet.
     *
     * @param most how many facts are kept; the oldest make room
     */
    ExpiringEntries(Path file, int most, Clock clock) {
        this.file = file;
        this.most = most;
        this.clock = clock;
    }

    /** What holds, and until when. */
    record Fact(String value, Instant until) {}

    /** The fact that is good now; null if there is none. Reads the disk the first time. */
    synchronized @Nullable Fact find(String key) {
        if (facts == null) {
            facts = read();
        }
        Fact fact = facts.get(key);
        return fact != null && fact.until.isAfter(clock.instant()) ? fact : null;
    }

    /** Keeps a fact, with those that other processes have kept meanwhile. Blocks on the disk. */
    synchronized void put(String key, Fact fact) {
        SequencedMap<String, Fact> all = read();
        all.remove(key);
        all.put(key, fact);
        while (all.size() > most) {
            all.pollFirstEntry();
        }
        facts = all;
        StringBuilder text = new StringBuilder();
        all.forEach(
                (each, entry) ->
                        text.append(each)
                                .append('\t')
                                .append(entry.until)
                                .append('\t')
                                .append(entry.value)
                                .append('\n'));
        DataFile.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private SequencedMap<String, Fact> read() {
        SequencedMap<String, Fact> read = new LinkedHashMap<>();
        Instant now = clock.instant();
        for (String line : lines()) {
            String[] cells = line.split("\t", -1);
            if (cells.length == 3 && line.length() <= LONGEST_LINE) {
                Instant until = instant(cells[1]);
                if (until.isAfter(now)) {
                    read.put(cells[0], new Fact(cells[2], until));
                }
            }
        }
        return read;
    }

    private Collection<String> lines() {
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (IOException noneOrDamaged) {
            return List.of();
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException damaged) {
            return Instant.MIN;
        }
    }
}
