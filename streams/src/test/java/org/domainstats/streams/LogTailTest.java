package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.logformats.Reading;
import org.domainstats.logformats.Reading.Named;
import org.domainstats.logformats.ReadingOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

class LogTailTest implements LineConsumer {

    @TempDir Path folder;

    private final List<String> names = new ArrayList<>();
    private @Nullable LogPlace last;
    private boolean caughtUp;
    private int lost;

    @Override
    public Optional<LogPlace> last() {
        return Optional.ofNullable(last).flatMap(each -> LogPlace.parse(each.text()));
    }

    @Override
    public void take(LineBatch batch) {
        for (Reading each : batch.readings()) {
            if (each instanceof Named named) {
                names.addAll(named.names());
            }
        }
    }

    @Override
    public void reach(LogPlace place, boolean now) {
        last = place;
    }

    @Override
    public void caughtUp() {
        caughtUp = true;
    }

    @Override
    public void endLog() {
        caughtUp = false;
    }

    @Override
    public void lostRest() {
        lost++;
    }

    /** Follows the log until a condition holds, on this thread. */
    private void run(BooleanSupplier until) {
        caughtUp = false;
        try {
            new LogTail(folder.resolve("n.log"), ReadingOptions.DEFAULT, this)
                    .run(() -> !until.getAsBoolean());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(String file, String lines) throws IOException {
        Files.writeString(
                folder.resolve(file), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void move(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to));
    }

    @Test
    void aLogThatWasEmptyWhenItWasLeftIsFoundAgain() throws IOException {
        write("n.log", "a.com\n");
        run(() -> caughtUp);
        move("n.log", "n.log.1");
        write("n.log", "");
        write("n.log.1", "b.com\n");
        run(() -> caughtUp && names.size() == 2);
        write("n.log", "c.com\n");
        move("n.log.1", "n.log.2");
        move("n.log", "n.log.1");
        write("n.log", "d.com\n");
        run(() -> caughtUp && names.size() >= 4);
        assertThat(names).containsExactly("a.com", "b.com", "c.com", "d.com");
    }

    @Test
    void aNameThatIsCutOffIsNoShorterName() throws IOException {
        write("n.log", "a.com\nb.co");
        run(() -> caughtUp);
        move("n.log", "n.log.1");
        write("n.log", "c.com\n");
        run(() -> caughtUp && names.contains("c.com"));
        assertThat(names).containsExactly("a.com", "c.com");
    }

    @Test
    void whatACopyHoldsOfALogThatWasCutOffIsNotLost() throws IOException {
        write("n.log", "a.com\n");
        run(() -> caughtUp);
        write("n.log", "b.com\n");
        Files.copy(folder.resolve("n.log"), folder.resolve("n.log.1"));
        Files.writeString(folder.resolve("n.log"), "c.com\n");
        run(() -> caughtUp && names.size() >= 3);
        assertThat(names).containsExactly("a.com", "b.com", "c.com");
        assertThat(lost).isZero();
    }

    @Test
    void aLogThatIsCutOffWithoutACopyIsToldOf() throws IOException {
        write("n.log", "a.com\nb.com\n");
        boolean[] cut = new boolean[1];
        run(
                () -> {
                    if (caughtUp && !cut[0]) {
                        cut[0] = true;
                        cutOff();
                    }
                    return names.contains("c.com");
                });
        assertThat(names).containsExactly("a.com", "b.com", "c.com");
        assertThat(lost).isEqualTo(1);
    }

    private void cutOff() {
        try {
            Files.writeString(folder.resolve("n.log"), "c.com\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aLogOfManyLinesIsGoneOnWithWhereItWasLeft() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            lines.append(i).append(".se\n");
        }
        write("n.log", lines.toString());
        run(() -> names.size() >= 30_000);
        run(() -> caughtUp);
        assertThat(names).hasSize(60_000).doesNotHaveDuplicates();
        write("n.log", "last.se\n");
        run(() -> caughtUp && names.size() > 60_000);
        assertThat(names).hasSize(60_001).endsWith("59999.se", "last.se");
    }

    @Test
    void anEmptyLogThatWasCompressedIsPassedOver() throws IOException {
        write("n.log", "a.com\n");
        run(() -> caughtUp);
        move("n.log", "n.log.3");
        compress("n.log.2.gz", "", 20);
        compress("n.log.1.gz", "b.com\n", 26);
        write("n.log", "c.com\n");
        run(() -> caughtUp && names.size() >= 3);
        assertThat(names).containsExactly("a.com", "b.com", "c.com");
        assertThat(lost).isZero();
    }

    @Test
    void aCompressedLogThatBreaksOffIsReadAsFarAsItGoes() throws IOException {
        write("n.log", "a.com\n");
        run(() -> caughtUp);
        move("n.log", "n.log.3");
        compress("n.log.2.gz", "b.com\n" + "c.com\n".repeat(2_000), 44);
        compress("n.log.1.gz", "d.com\n", 5);
        write("n.log", "e.com\n");
        run(() -> caughtUp && names.contains("e.com"));
        assertThat(names).startsWith("a.com", "b.com").endsWith("e.com").doesNotContain("d.com");
        assertThat(lost).isEqualTo(1);
    }

    private void compress(String file, String lines, int octets) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(whole)) {
            out.write(lines.getBytes(StandardCharsets.US_ASCII));
        }
        Files.write(folder.resolve(file), Arrays.copyOf(whole.toByteArray(), octets));
    }

    /** The program goes on at its own place in the file, and leaves a hole in front of that. */
    @Test
    void aWriterThatDoesNotAppendLeavesAHoleAndLosesNothing() throws IOException {
        Path log = folder.resolve("n.log");
        try (RandomAccessFile writer = new RandomAccessFile(log.toFile(), "rw")) {
            writer.seek(3 << 20);
            writer.writeBytes("a.com\n");
            run(() -> caughtUp && names.size() == 1);
            for (int rotation = 1; rotation < 4; rotation++) {
                writer.writeBytes("b" + rotation + ".com\n");
                Files.move(copy(log), folder.resolve("n.log." + (4 - rotation)));
                Files.newOutputStream(log, StandardOpenOption.TRUNCATE_EXISTING).close();
                int before = names.size();
                if (rotation == 2) {
                    // A look while there is nothing but the hole.
                    writer.setLength(writer.getFilePointer());
                    run(() -> caughtUp && names.size() > before);
                }
                writer.writeBytes("c" + rotation + ".com\n");
                run(() -> caughtUp && names.size() >= before + 2);
            }
        }
        assertThat(names)
                .containsExactly(
                        "a.com", "b1.com", "c1.com", "b2.com", "c2.com", "b3.com", "c3.com");
        assertThat(lost).isZero();
    }

    private Path copy(Path log) throws IOException {
        Path copy = folder.resolve("copy");
        Files.copy(log, copy);
        return copy;
    }
}
