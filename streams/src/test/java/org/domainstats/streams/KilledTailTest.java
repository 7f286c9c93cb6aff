package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.ReadingOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;

/**
 * Whoever follows a log ends at any moment, with what it had not stored, while the log is written,
 * renamed, copied and cut off, by a writer that appends and by one that leaves a hole.
 */
class KilledTailTest implements LineConsumer {

    private static final int LINES = 6_000;
    private static final int LINES_PER_FILE = 400;

    @TempDir Path folder;

    private final Random random = new Random(20_261_126);
    private final List<String> stored = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();
    private @Nullable LogPlace place;

    /** Where the writer is in its file. */
    private long position;

    private int untilKill = Integer.MAX_VALUE;
    private int looks;

    /** Those that no rotation has waited for. */
    private final Semaphore kills = new Semaphore(0);

    @Override
    public Optional<LogPlace> last() {
        return Optional.ofNullable(place).flatMap(each -> LogPlace.parse(each.text()));
    }

    @Override
    public void take(LineBatch batch) throws IOException {
        mayBeKilled();
        for (Reading each : batch.readings()) {
            taken.addAll(((Named) each).names());
        }
        mayBeKilled();
    }

    @Override
    public void reach(LogPlace reached, boolean now) throws IOException {
        mayBeKilled();
        stored.addAll(taken);
        taken.clear();
        place = reached;
        mayBeKilled();
    }

    @Override
    public void caughtUp() {
        looks++;
    }

    private void mayBeKilled() throws IOException {
        if (--untilKill == 0) {
            kills.release();
            throw new IOException("killed");
        }
    }

    @Test
    void eachLineIsStoredOnceInOrder() throws Exception {
        Path log = folder.resolve("n.log");
        write(log, 0);
        run(() -> !stored.isEmpty());
        CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> writeAll(log));
        while (!writer.isDone()) {
            untilKill = 1 + random.nextInt(5);
            run(writer::isDone);
        }
        writer.join();
        untilKill = Integer.MAX_VALUE;
        looks = 0;
        // All is read when it was looked at the end of the newest file some times.
        run(() -> stored.size() >= LINES || looks > 5);
        List<String> written = new ArrayList<>();
        for (int line = 0; line < LINES; line++) {
            written.add(name(line));
        }
        assertThat(stored).isEqualTo(written);
    }

    private void run(BooleanSupplier until) {
        taken.clear();
        try {
            new LogTail(folder.resolve("n.log"), ReadingOptions.DEFAULT, this)
                    .run(() -> !until.getAsBoolean());
        } catch (IOException e) {
            assertThat(e).hasMessage("killed");
        }
    }

    private static String name(int line) {
        return "site" + line + ".com";
    }

    private void write(Path log, int line) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.seek(position);
            file.writeBytes(name(line) + "\n");
            position = file.getFilePointer();
        }
    }

    private void writeAll(Path log) {
        try {
            for (int line = 1; line < LINES; line++) {
                write(log, line);
                if (line % LINES_PER_FILE == 0) {
                    kills.acquire();
                    rotate(log, line / LINES_PER_FILE % 3);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void rotate(Path log, int way) throws IOException {
        for (int number = 99; number > 0; number--) {
            Path older = folder.resolve("n.log." + number);
            if (Files.exists(older)) {
                Files.move(older, folder.resolve("n.log." + (number + 1)));
            }
        }
        Path newest = folder.resolve("n.log.1");
        if (way > 0) {
            Path copy = folder.resolve("copy");
            Files.copy(log, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, newest);
            Files.newOutputStream(log, StandardOpenOption.TRUNCATE_EXISTING).close();
        } else {
            Files.move(log, newest);
        }
        position = way == 1 ? position : 0;
    }
}
