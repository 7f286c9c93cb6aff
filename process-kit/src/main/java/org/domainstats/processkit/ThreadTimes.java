package org.domainstats.processkit;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/** Processor time by thread, as Linux counts it. */
final class ThreadTimes {

    /** The unit of {@code /proc}, which is the same on every Linux. */
    private static final Duration TICK = Duration.ofMillis(10);

    /** In {@code stat}, behind the name: proc(5) counts them from the number in front of it. */
    private static final int USER = 14 - 3;

    private static final int SYSTEM = 15 - 3;

    /** The same of children that have ended and were waited for. */
    private static final int CHILDREN_USER = 16 - 3;

    private static final int CHILDREN_SYSTEM = 17 - 3;

    private ThreadTimes() {}

    /** What threads with these names have used; those that have ended are not counted. */
    static Duration of(long pid, Set<String> names) throws IOException {
        Duration used = Duration.ZERO;
        Path tasks = Path.of("/proc", Long.toString(pid), "task");
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
            for (Path thread : threads) {
                used = used.plus(of(thread, names));
            }
        }
        return used;
    }

    /** What children of this process have used that have ended. */
    static Duration ofEndedChildren() throws IOException {
        String stat = Files.readString(Path.of("/proc/self/stat"));
        return sum(stat, CHILDREN_USER, CHILDREN_SYSTEM);
    }

    private static Duration of(Path thread, Set<String> names) throws IOException {
        String stat;
        try {
            stat = Files.readString(thread.resolve("stat"));
        } catch (NoSuchFileException e) {
            return Duration.ZERO;
        }
        int end = stat.lastIndexOf(')');
        if (!names.contains(stat.substring(stat.indexOf('(') + 1, end))) {
            return Duration.ZERO;
        }
        return sum(stat, USER, SYSTEM);
    }

    private static Duration sum(String stat, int user, int system) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return TICK.multipliedBy(Long.parseLong(fields[user]) + Long.parseLong(fields[system]));
    }
}
