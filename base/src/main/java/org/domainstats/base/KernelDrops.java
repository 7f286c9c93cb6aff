package org.domainstats.base;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Datagrams that came and that the kernel dropped, since the buffer of their socket was full. The
 * program never sees them; Linux counts them in a table.
 */
public final class KernelDrops {

    private static final List<Path> TABLES =
            List.of(Path.of("/proc/net/udp"), Path.of("/proc/net/udp6"));

    private static final int LOCAL_ADDRESS = 1;

    private KernelDrops() {}

    /**
     * How many were dropped for the open sockets on a port of this machine, since they were opened;
     * zero where the system does not say.
     */
    public static long ofPort(int port) {
        long drops = 0;
        for (Path table : TABLES) {
            if (Files.isReadable(table)) {
                drops += count(read(table), port);
            }
        }
        return drops;
    }

    /** Lines of a table: the second column ends with the port, the last one has the drops. */
    static long count(List<String> lines, int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        long drops = 0;
        for (String line : lines) {
            String[] columns = line.strip().split(" +", -1);
            if (columns.length > LOCAL_ADDRESS && columns[LOCAL_ADDRESS].endsWith(end)) {
                drops += Long.parseLong(columns[columns.length - 1]);
            }
        }
        return drops;
    }

    private static List<String> read(Path table) {
        try {
            return Files.readAllLines(table, StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
