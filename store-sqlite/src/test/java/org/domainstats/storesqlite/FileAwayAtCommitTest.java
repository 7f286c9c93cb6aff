package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** The file is moved away while a first contact is being recorded, and put back. */
class FileAwayAtCommitTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final DomainName SITE = new DomainName("new.example");

    @TempDir private Path folder;
    private Path file;
    private Path away;
    private WriteQueue writer;
    private ReaderPool readers;
    private SqliteContacts contacts;

    @BeforeEach
    void open() {
        file = folder.resolve("contacts.db");
        away = folder.resolve("away.db");
        SqliteStore.open(file).close();
        SqliteFile durable = SqliteFile.durable(file);
        durable.migrate(SqliteStore.class, "contacts", SqliteStore.SCHEMA);
        writer = new WriteQueue(durable);
        readers = new ReaderPool(durable);
        ContactLog log = new ContactLog(readers);
        ContactReads reads = new ContactReads(readers, writer, log);
        contacts = new SqliteContacts(writer, readers, readers, log, reads);
        assertThat(contacts.recordIfAbsent(new DomainName("before.example"), NOW).first()).isTrue();
    }

    @AfterEach
    void close() {
        writer.close();
        readers.close();
    }

    @Test
    void itIsAnnouncedToTheNextWhoAsks() throws Exception {
        assertThatThrownBy(this::recordWhileTheFileIsMoved)
                .hasRootCauseInstanceOf(StoreException.class)
                .hasMessageContaining("was removed");
        Files.move(away, file);

        assertThat(contacts.find(SITE)).as("in doubt").isEmpty();
        assertThat(contacts.findAll(List.of(SITE))).as("in doubt").isEmpty();
        assertThat(recordAtOnce(32)).as("announced").isEqualTo(1);
        assertThat(contacts.recordIfAbsent(SITE, NOW.plusSeconds(2)).first()).isFalse();
        assertThat(contacts.find(SITE)).contains(NOW);
    }

    /** How many of so many callers at one moment are the first. */
    private long recordAtOnce(int callers) {
        CountDownLatch start = new CountDownLatch(1);
        List<CompletableFuture<Boolean>> asked =
                Stream.generate(
                                () ->
                                        CompletableFuture.supplyAsync(
                                                () ->
                                                        await(start)
                                                                && contacts.recordIfAbsent(
                                                                                SITE, NOW)
                                                                        .first(),
                                                run -> Thread.ofVirtual().start(run)))
                        .limit(callers)
                        .toList();
        start.countDown();
        return asked.stream().filter(CompletableFuture::join).count();
    }

    private void recordWhileTheFileIsMoved() throws Exception {
        // By then the writer has its group: what comes now goes into the next.
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gathered = new CountDownLatch(1);
        var before =
                writer.writeSoon(
                        _ -> {
                            begun.countDown();
                            return await(gathered);
                        });
        begun.await();
        CompletableFuture<Boolean> recorded =
                CompletableFuture.supplyAsync(
                        () -> contacts.recordIfAbsent(SITE, NOW).first(),
                        run -> Thread.ofVirtual().start(run));
        while (writer.length() < 1) {
            LockSupport.parkNanos(5_000_000);
        }
        var moved = writer.writeSoon(_ -> moveAway());
        gathered.countDown();
        before.join();
        assertThatThrownBy(moved::join).hasRootCauseInstanceOf(StoreException.class);
        recorded.join();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path moveAway() {
        try {
            return Files.move(file, away);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
