package org.domainstats.server;

import org.domainstats.lookup.CacheStats;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What {@code /stats} says, in the words of the two old programs. */
final class StatsText {

    /**
     * What one cached answer takes on the heap with its key and its prepared response, by the
     * histogram of a server with 22,000 of them; to know it exactly would take a heap dump.
     */
    static final long BYTES_PER_ANSWER = 900;

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT = "VmHWM:";

    private StatsText() {}

    /** The text that Python made of a named tuple. */
    static String original(CacheStats stats, long appKbytes) {
        return "CacheInfo(hits="
                + stats.hits()
                + ", misses="
                + stats.misses()
                + ", maxsize="
                + stats.capacity()
                + ", currsize="
                + stats.size()
                + ", cache_bytes="
                + stats.size() * BYTES_PER_ANSWER
                + ", app_kbytes="
                + appKbytes
                + ")";
    }

    /** The object of domain_stats 1.x, its keys in alphabetical order. */
    static String domainStats(CacheStats stats, Answers answers) {
        JsonObject object = new JsonObject();
        object.number("hit", stats.hits()).number("miss", stats.misses());
        object.number("rdap_fail", answers.undated()).number("rdap_good", answers.dated());
        object.number("size", stats.size() * BYTES_PER_ANSWER);
        return object.raw("warnings", "[]").end();
    }

    /** The most memory this process ever had resident, in KiB, as {@code ru_maxrss} tells it. */
    static long peakResidentKbytes() {
        if (!Files.exists(PROCESS_STATUS)) {
            return Runtime.getRuntime().totalMemory() / 1_024;
        }
        try (Stream<String> lines = Files.lines(PROCESS_STATUS)) {
            return lines.filter(line -> line.startsWith(PEAK_RESIDENT))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + PROCESS_STATUS, e);
        }
    }
}
