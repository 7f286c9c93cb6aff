package org.domainstats.app.browser;

import org.domainstats.processkit.ServerProcess;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a server has used so far: unlike times, nearly the same on a machine that does other things
 * as well.
 *
 * @param reads of files and pipes, mostly pages of SQLite
 * @param kibFromDisk what was not in memory
 */
record ServerCost(Duration processor, long reads, long kibFromDisk) {

    static ServerCost of(ServerProcess server) throws IOException {
        String io = Files.readString(Path.of("/proc/" + server.pid() + "/io"));
        return new ServerCost(
                server.processorTime(), number(io, "syscr"), number(io, "read_bytes") / 1_024);
    }

    private static long number(String io, String key) {
        return io.lines()
                .filter(line -> line.startsWith(key + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    ServerCost since(ServerCost before) {
        return new ServerCost(
                processor.minus(before.processor),
                reads - before.reads,
                kibFromDisk - before.kibFromDisk);
    }

    @Override
    public String toString() {
        return "%4d ms of a processor, %6d reads, %7d KiB from disk"
                .formatted(processor.toMillis(), reads, kibFromDisk);
    }
}
