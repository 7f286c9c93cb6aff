package org.domainstats.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.logformats.FactField;
import org.domainstats.logformats.Fields;
import org.domainstats.logformats.ReadingOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPOutputStream;

class LogFollowerTest extends EnricherFixture {

    @TempDir Path folder;

    private final AtomicBoolean goesOn = new AtomicBoolean(true);
    private CompletableFuture<Void> run = CompletableFuture.completedFuture(null);
    private Path log = Path.of("");
    private Path output = Path.of("");

    @AfterEach
    void stop() throws ExecutionException, InterruptedException {
        goesOn.set(false);
        run.get();
    }

    private void start() {
        log = folder.resolve("names.log");
        output = folder.resolve("out");
        goesOn.set(true);
        run =
                CompletableFuture.runAsync(
                        () -> {
                            try (PositionedOutput out =
                                    PositionedOutput.open(output, Clock.systemUTC())) {
                                LogFollower.to(out, log, this::facts, options, tally)
                                        .run(goesOn::get);
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        });
    }

    private void write(String lines) throws IOException {
        Files.writeString(log, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** The names whose lines came out, in their order. */
    private List<String> names() {
        try {
            return Files.readString(output).lines().map(each -> each.split(" ", 2)[0]).toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void await(String... names) {
        awaitUntil(() -> names().size() >= names.length);
        assertThat(names()).containsExactly(names);
    }

    private void awaitUntil(BooleanSupplier condition) {
        Instant deadline = Instant.now().plusSeconds(60);
        while (!condition.getAsBoolean()) {
            if (run.isDone()) {
                run.join();
            }
            assertThat(Instant.now()).isBefore(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Test
    void linesComeOutWhenTheyAreWhole() throws IOException {
        start();
        write("a.com\nb.c");
        await("a.com");
        write("om\n");
        await("a.com", "b.com");
    }

    @Test
    void aRenamedLogIsReadToItsEndBeforeTheNext() throws IOException {
        start();
        write("a.com\n");
        await("a.com");
        Path old = folder.resolve("names.log.1");
        Files.move(log, old);
        Files.createFile(log);
        Files.writeString(old, "b.com\nc.com", StandardOpenOption.APPEND);
        await("a.com", "b.com");
        write("d.com\n");
        await("a.com", "b.com", "c.com", "d.com");
    }

    @Test
    void aLogThatWasCopiedAndCutOffGoesOnFromItsStart() throws IOException {
        start();
        write("a.com\nb.com\n");
        await("a.com", "b.com");
        Files.writeString(log, "c.com\nd.com\ne.com\n");
        await("a.com", "b.com", "c.com", "d.com", "e.com");
    }

    @Test
    void whatHappenedWhileNobodyFollowedIsCaughtUp() throws Exception {
        start();
        write("a.com\n");
        await("a.com");
        stop();
        write("b.com\n");
        Path first = folder.resolve("names.log.2.gz");
        try (OutputStream gz = new GZIPOutputStream(Files.newOutputStream(first))) {
            gz.write(Files.readAllBytes(log));
        }
        Files.writeString(folder.resolve("names.log.1"), "c.com\n");
        Files.writeString(log, "d.com\n");
        start();
        await("a.com", "b.com", "c.com", "d.com");
    }

    @Test
    void whatAnOutputHoldsBeyondItsPositionIsDoneAgainAndTold() throws Exception {
        options =
                new ReadingOptions(
                        new Fields("d", List.of(FactField.FIRST_CONTACT)), null, null, null);
        start();
        write("a.com\n");
        await("a.com");
        stop();
        Path position = folder.resolve("out.position");
        Path before = Files.copy(position, folder.resolve("before"));
        start();
        write("b.com\na.com\n");
        await("a.com", "b.com", "a.com");
        stop();
        // As a kill would leave it: lines in the output that the position does not tell of.
        Files.move(before, position, StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(output, "half a li", StandardOpenOption.APPEND);
        start();
        awaitUntil(() -> names().size() == 3 && !names().contains("half"));
        assertThat(output)
                .hasContent(
                        "a.com d.first_contact=true\nb.com d.first_contact=true\na.com d.first_contact=false\n");
    }

    @Test
    void anOutputOfSomethingElseIsNotCutOff() throws IOException {
        Path other = Files.writeString(folder.resolve("mine"), "important");
        assertThatThrownBy(() -> PositionedOutput.open(other, Clock.systemUTC()))
                .hasMessageContaining("exists");
        assertThat(other).hasContent("important");
        Files.writeString(
                folder.resolve("mine.position"),
                new LogPosition(new LogHead(0, ""), 0, 100, Instant.now(), List.of()).json());
        assertThatThrownBy(() -> PositionedOutput.open(other, Clock.systemUTC()))
                .hasMessageContaining("shorter");
    }

    @Test
    void headersAreKnownAgainAfterAStart() throws Exception {
        start();
        write("#separator \\x09\n#fields\tx\tquery\n#types\tstring\tstring\n1\ta.com\n");
        awaitUntil(() -> names().size() == 4);
        stop();
        start();
        write("2\tb.com\n");
        awaitUntil(() -> names().size() == 5);
        assertThat(Files.readString(output, StandardCharsets.US_ASCII))
                .endsWith("1\ta.com\ta.com\t12\n2\tb.com\tb.com\t12\n");
    }
}
