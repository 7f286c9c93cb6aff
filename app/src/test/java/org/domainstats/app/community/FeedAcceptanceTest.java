package org.domainstats.app.community;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.app.Cli;
import org.domainstats.processkit.CommandResult;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The feed from its publisher's command to its readers', through files that go wrong on the way.
 */
class FeedAcceptanceTest {

    private static final int DOMAINS = 100_000;

    /** The publisher's, and what it has published. */
    @TempDir private static Path publisher;

    private static Path first;
    private static Path second;

    @TempDir private Path folder;

    @BeforeAll
    static void publishTwice() throws Exception {
        importLines(IntStream.range(0, DOMAINS).mapToObj(i -> "-1,name-" + i + ".com").toList());
        publish();
        first = copy(publisher.resolve("public"), publisher.resolve("first")).resolve("feed");
        importLines(List.of("-2,name-77777.com", "-1,another.com"));
        publish();
        second = publisher.resolve("public/feed");
    }

    @Test
    void readerTakesItAllAndThenWhatChanged() throws Exception {
        assertThat(update("reader", first).err()).contains("from version 0.0 to 1.1");
        assertThat(isEstablished("reader", "www.name-77777.com")).isTrue();

        assertThat(update("reader", second).err()).contains("from version 1.1 to 1.2", "2 lines");
        assertThat(isEstablished("reader", "name-77777.com")).isFalse();
        assertThat(isEstablished("reader", "another.com")).isTrue();

        CommandResult rolledBack = update("reader", first);
        assertThat(rolledBack.exit()).isEqualTo(1);
        assertThat(rolledBack.err()).contains("refused, nothing changed");
        assertThat(version("reader")).contains("known domains 1.2 ");
    }

    @Test
    void flippedBitInAnyFileIsRefused() throws Exception {
        update("reader", first);
        for (String file : List.of("manifest.json", "manifest.json.sig", "1/2.delta.csv.gz")) {
            assertThat(updateWithFlipped(file, "reader").exit()).as(file).isEqualTo(1);
        }
        assertThat(version("reader")).contains("known domains 1.1 ");
        for (String file : List.of("key.txt", "1/2.snapshot.csv.gz")) {
            assertThat(updateWithFlipped(file, "fresh").exit()).as(file).isEqualTo(1);
        }
        assertThat(version("fresh")).contains("known domains 0.0 ");
    }

    @Test
    @Tag("long")
    @Timeout(600)
    void killInTheMiddleOfApplyingLeavesWhatWasThere() throws Exception {
        long before = Files.size(openedByVersion("reader"));
        for (int kill = 1; kill <= 3; kill++) {
            killOnceWritten("reader", before + kill * 1_000_000L);
            assertThat(version("reader")).contains("known domains 0.0 ");
        }
        assertThat(update("reader", second).exit()).isZero();
        assertThat(version("reader")).contains("known domains 1.2 ");
        assertThat(isEstablished("reader", "name-1.com")).isTrue();
        assertThat(Cli.run("admin", "verify", "--data", data("reader")).exit()).isZero();
    }

    private Path openedByVersion(String reader) throws Exception {
        version(reader);
        return folder.resolve(reader).resolve("known.db");
    }

    /** Starts an update and kills it once so many bytes of the database are written. */
    private void killOnceWritten(String reader, long bytes) throws Exception {
        Process update =
                Cli.command("admin", "update", "--data", data(reader), "--feed", second.toString())
                        .start();
        Path database = folder.resolve(reader).resolve("known.db");
        Path log = folder.resolve(reader).resolve("known.db-wal");
        while (size(database) + size(log) < bytes && update.isAlive()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        assertThat(update.isAlive()).as("the update is under way").isTrue();
        update.destroyForcibly().waitFor();
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }

    private CommandResult updateWithFlipped(String file, String reader) throws Exception {
        Path copy = copy(second, folder.resolve("flipped-" + file.replace('/', '-')));
        Path flipped = copy.resolve(file);
        byte[] bytes = Files.readAllBytes(flipped);
        bytes[bytes.length / 2] ^= 1;
        Files.write(flipped, bytes);
        return update(reader, copy);
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }

    private static void importLines(List<String> lines) throws Exception {
        Path list = Files.write(publisher.resolve("list.txt"), lines);
        CommandResult run =
                Cli.run(
                        "admin",
                        "import",
                        "--as",
                        "established",
                        "--data",
                        publisher.toString(),
                        list.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private static void publish() throws Exception {
        CommandResult run = Cli.run("admin", "publish", "--data", publisher.toString());
        assertThat(run.exit()).as(run.err()).isZero();
    }

    private CommandResult update(String reader, Path feed) throws Exception {
        return Cli.run("admin", "update", "--data", data(reader), "--feed", feed.toString());
    }

    private String version(String reader) throws Exception {
        return Cli.run("admin", "version", "--data", data(reader)).out();
    }

    private boolean isEstablished(String reader, String name) throws Exception {
        return Cli.peek(folder.resolve(reader), name).contains("\"established\":true");
    }

    private String data(String name) {
        return folder.resolve(name).toString();
    }
}
