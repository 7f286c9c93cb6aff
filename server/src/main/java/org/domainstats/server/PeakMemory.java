package org.domainstats.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process takes of the machine's memory. */
public final class PeakMemory {

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final String PEAK_RESIDENT = "VmHWM:";

    private PeakMemory() {}

    /** The most that it ever had resident, in KiB, as {@code ru_maxrss} tells it. */
    public static long peakResidentKbytes() {
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
