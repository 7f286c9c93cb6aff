package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.ServerProcess;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storesqlite.SqliteStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A log that is written, rotated and cut off while the server that reads it is killed again and
 * again: each line counts once. {@code -Ddomainstats.kills=20} for more of it.
 */
class TailedInputAcceptanceTest {

    private static final int KILLS = Integer.getInteger("domainstats.kills", 3);
    private static final int LINES_PER_KILL = 3_000;

    @TempDir Path folder;

    private final Map<String, Long> written = new TreeMap<>();
    private final Random random = new Random(20_261_126);

    @Test
    void killsAtAnyMomentLoseNothingAndCountNothingTwice() throws Exception {
        RotatedLog log = new RotatedLog(folder.resolve("query.log"));
        Path data = folder.resolve("data");
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = serve(data, log)) {
                if (kill == 0) {
                    // Without a position a log is read from its current file on.
                    write(log);
                    await(data, written);
                }
                for (int line = 0; line < LINES_PER_KILL; line++) {
                    write(log);
                }
                LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
                server.kill();
            }
        }
        try (ServerProcess server = serve(data, log)) {
            await(data, written);
            assertThat(server.isAlive()).isTrue();
        }
        assertThat(asked(data)).isEqualTo(written);
    }

    private static ServerProcess serve(Path data, RotatedLog log) throws IOException {
        return Cli.serve(data, "--rdap", "off", "--whois", "off", "--inputs", "file:" + log.path());
    }

    private void write(RotatedLog log) throws IOException {
        // A fifth of the lines is about sites that were there before.
        int number = random.nextInt(5) == 0 ? random.nextInt(written.size() + 1) : written.size();
        String name = "site%d.com".formatted(number);
        log.write("www." + name);
        written.merge(name, 1L, Long::sum);
    }

    private static void await(Path data, Map<String, Long> wanted) {
        long lines = wanted.values().stream().mapToLong(Long::longValue).sum();
        Instant deadline = Instant.now().plusSeconds(120);
        while (asked(data).values().stream().mapToLong(Long::longValue).sum() < lines) {
            assertThat(Instant.now()).as("it is not all read").isBefore(deadline);
            LockSupport.parkNanos(50_000_000);
        }
    }

    private static Map<String, Long> asked(Path data) {
        Map<String, Long> asked = new TreeMap<>();
        try (SqliteStore store = SqliteStore.open(data.resolve("contacts.db"))) {
            List<LoggedContact> part = store.contacts().after(0, 10_000);
            while (!part.isEmpty()) {
                part.forEach(each -> asked.merge(each.site().ascii(), each.times(), Long::sum));
                part = store.contacts().after(part.getLast().cursor(), 10_000);
            }
        }
        return asked;
    }
}
