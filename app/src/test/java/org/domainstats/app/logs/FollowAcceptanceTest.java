package org.domainstats.app.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.ProgramCommand;
import org.domainstats.processkit.WholeLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A log that is written, rotated and cut off while whoever follows it is killed again and again.
 * {@code -Ddomainstats.kills=20} for more of it.
 */
@Tag("long")
class FollowAcceptanceTest {

    private static final int KILLS = Integer.getInteger("domainstats.kills", 4);
    private static final int LINES_PER_KILL = 3_000;

    @TempDir Path folder;

    private final List<String> written = new ArrayList<>();
    private @Nullable Process running;
    private final Random random = new Random(20_261_126);

    @AfterEach
    void stop() {
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Test
    void killsAtAnyMomentLoseNothingAndTellNothingTwice() throws Exception {
        RotatedLog log = new RotatedLog(folder.resolve("query.log"));
        Path output = folder.resolve("out");
        ProgramCommand follow =
                Cli.command(
                        "enrich",
                        "--follow",
                        "--fields=site,first_contact",
                        "--output=" + output,
                        "--data=" + folder.resolve("data"),
                        "--port=0",
                        "--rdap=off",
                        "--whois=off",
                        log.path().toString());
        for (int kill = 0; kill < KILLS; kill++) {
            long before = Files.exists(output) ? Files.size(output) : 0;
            Process process = follow.start();
            running = process;
            if (kill == 0) {
                // Without a position a follower begins with the current file.
                write(log);
                awaitGrowth(process, folder.resolve("out.position"), 0);
            }
            int killAt = random.nextInt(LINES_PER_KILL);
            for (int line = 0; line < LINES_PER_KILL; line++) {
                write(log);
                if (line == killAt) {
                    awaitGrowth(process, output, before);
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1_500)).toNanos());
            process.destroyForcibly().waitFor();
        }
        running = follow.start();
        awaitLines(running, output);
        assertThat(WholeLines.of(output).stream().map(each -> each.split(" ", 2)[0]))
                .isEqualTo(written);
        assertThat(announced(output)).isEqualTo(written.stream().distinct().sorted().toList());
    }

    /** Sites whose first contact is announced, each as often as it is. */
    private static List<String> announced(Path output) throws IOException {
        return WholeLines.of(output).stream()
                .filter(each -> each.contains("first_contact=true"))
                .map(each -> each.split(" ", 2)[0])
                .sorted()
                .toList();
    }

    private void write(RotatedLog log) throws IOException {
        // A fifth of the lines is about sites that were there before.
        int number = random.nextInt(5) == 0 ? random.nextInt(written.size() + 1) : written.size();
        String name = "site%d.com".formatted(number);
        log.write(name);
        written.add(name);
    }

    private static void awaitGrowth(Process process, Path file, long size) throws Exception {
        await("it grows", process, () -> Files.exists(file) && Files.size(file) > size);
    }

    private void awaitLines(Process process, Path output) throws Exception {
        await("all lines", process, () -> WholeLines.of(output).size() >= written.size());
    }

    private static void await(String what, Process process, Await.Condition condition)
            throws Exception {
        Await.until(
                what,
                () -> {
                    assertThat(process.isAlive()).isTrue();
                    return condition.holds();
                });
    }
}
