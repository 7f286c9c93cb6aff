package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Copies and logs of another time beside or over a database: what would be lost is not announced.
 */
class OldCopiesTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");

    @TempDir private Path folder;
    private Path file;
    private SqliteStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("contacts.db");
        store = SqliteStore.open(file);
        assertThat(record("before.example").first()).isTrue();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private Contact record(String site) {
        return store.contacts().recordIfAbsent(new DomainName(site), NOW);
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> record("new.example"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining(why);
        assertThat(store.check())
                .hasValueSatisfying(fault -> assertThat(fault).hasMessageContaining(why));
    }

    /** As after a kill: the log is left beside an older copy of the file that it belongs to. */
    @Test
    void anOlderCopyIsNotOpenedWithALaterLog() throws Exception {
        reopen();
        byte[] older = Files.readAllBytes(file);
        for (int i = 0; i < 3; i++) {
            assertThat(record("site-" + i + ".example").first()).isTrue();
            checkpoint();
        }
        assertThat(record("in-the-log.example").first()).isTrue();
        byte[] log = Files.readAllBytes(folder.resolve("contacts.db-wal"));
        Path restored = Files.createDirectory(folder.resolve("restored")).resolve("contacts.db");
        Path left = restored.resolveSibling("contacts.db-wal");
        Files.write(restored, older);
        Files.write(left, log);

        assertThatThrownBy(() -> SqliteStore.open(restored))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db-wal")
                .hasMessageContaining("remove");
        Files.delete(left);
        try (SqliteStore restarted = SqliteStore.open(restored)) {
            assertThat(restarted.contacts().count()).isEqualTo(1);
        }
    }

    /** As after a kill: the log is of the very file. */
    @Test
    void aFileIsOpenedWithItsOwnLog() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertThat(record("site-" + i + ".example").first()).isTrue();
            if (i % 2 == 0) {
                checkpoint();
            }
        }
        assertThat(record("in-the-log.example").first()).isTrue();
        Path killed = Files.createDirectory(folder.resolve("killed")).resolve("contacts.db");
        Files.copy(file, killed);
        Files.copy(folder.resolve("contacts.db-wal"), killed.resolveSibling("contacts.db-wal"));
        try (SqliteStore restarted = SqliteStore.open(killed)) {
            assertThat(restarted.contacts().count()).isEqualTo(5);
        }
    }

    /** Its size says nothing: pages that are there already are written again. */
    @Test
    void overAnOlderCopyOfTheSameSizeNothingIsAnnouncedAnyMore() throws Exception {
        reopen();
        byte[] older = Files.readAllBytes(file);
        assertThat(record("one-more.example").first()).isTrue();
        checkpoint();
        assertThat(record("noticed.example").first()).isTrue();
        assertThat(Files.size(file)).isEqualTo(older.length);
        Files.write(file, older);

        assertRefused("was overwritten");
    }

    @Test
    void betweenTwoStartsTheGenerationGrowsToo() throws Exception {
        reopen();
        byte[] older = Files.readAllBytes(file);
        assertThat(record("one-more.example").first()).isTrue();
        reopen();
        assertThat(Files.size(file)).isEqualTo(older.length);
        Files.write(file, older);

        assertRefused("was overwritten");
    }

    @Test
    void checkpointsByAnotherProgramAreNoOverwriting() throws Exception {
        for (int i = 0; i < 5; i++) {
            checkpoint();
            assertThat(record("site-" + i + ".example").first()).isTrue();
            assertThat(store.check()).isEmpty();
        }
    }

    @Test
    void withoutTheContentOfItsWriteAheadLogNothingIsAnnounced() throws IOException {
        Files.write(folder.resolve("contacts.db-wal"), new byte[0]);

        assertRefused("write-ahead log");
    }

    @Test
    void overAnotherWriteAheadLogNothingIsAnnounced() throws IOException {
        Path other = folder.resolve("other.db");
        try (SqliteStore another = SqliteStore.open(other)) {
            var _ = another.contacts().recordIfAbsent(new DomainName("other.example"), NOW);
            byte[] log = Files.readAllBytes(folder.resolve("other.db-wal"));
            assertThat(log).isNotEmpty();
            Files.write(folder.resolve("contacts.db-wal"), log);
        }

        assertRefused("write-ahead log");
    }

    private void reopen() {
        store.close();
        store = SqliteStore.open(file);
    }

    private void checkpoint() throws Exception {
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }
}
