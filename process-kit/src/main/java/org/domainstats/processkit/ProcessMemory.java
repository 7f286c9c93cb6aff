package org.domainstats.processkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The resident memory of a process, from Linux's {@code /proc}. Both are 0 where the system does
 * not say, or when the process has ended.
 *
 * @param residentKib now, in KiB
 * @param peakKib the most so far, in KiB
 */
public record ProcessMemory(long residentKib, long peakKib) {

    static ProcessMemory of(long pid) {
        try {
            List<String> status = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
            return new ProcessMemory(kib(status, "VmRSS:"), kib(status, "VmHWM:"));
        } catch (IOException e) {
            return new ProcessMemory(0, 0);
        }
    }

    private static long kib(List<String> status, String key) {
        return status.stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }
}
