package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.Contact;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Files that are taken away under a running server: what would be lost is not announced. */
class RemovedFilesTest {

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

    @Test
    void inARemovedFileNothingIsAnnouncedUntilItIsBack() throws IOException {
        Path away = Files.move(file, folder.resolve("away"));
        assertRefused("removed");
        assertThat(file).as("nobody may create it anew").doesNotExist();

        Files.move(away, file);
        assertThat(store.check()).isEmpty();
        assertThat(record("new.example").first()).isTrue();
        assertThat(record("before.example")).isEqualTo(new Contact(NOW, false));
    }

    @Test
    void inAReplacedFileNothingIsAnnounced() throws IOException {
        Path copy = folder.resolve("copy.db");
        store.backup(copy);
        Files.move(copy, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        assertRefused("replaced");
        // SQLite would write the log of the file that is gone into the copy.
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db-wal");
        Files.delete(folder.resolve("contacts.db-wal"));
        try (SqliteStore restarted = SqliteStore.open(file)) {
            assertThat(restarted.contacts().count()).isEqualTo(1);
        }
    }

    @Test
    void withoutItsWriteAheadLogNothingIsAnnounced() throws IOException {
        Files.delete(folder.resolve("contacts.db-wal"));
        assertRefused("write-ahead log");
        assertRefused("write-ahead log");
    }

    @Test
    void overABackupWrittenIntoTheFileNothingIsAnnouncedAnyMore() throws IOException {
        Path copy = folder.resolve("copy.db");
        store.backup(copy);
        assertThat(record("after-the-backup.example").first()).isTrue();
        Files.write(file, Files.readAllBytes(copy));

        assertRefused("was overwritten");
        assertRefused("was overwritten");
    }

    @Test
    @Tag("long")
    void overAnOlderCopyOfTheFileItselfNothingIsAnnouncedAnyMore() throws IOException {
        store.close();
        byte[] older = Files.readAllBytes(file);
        store = SqliteStore.open(file);
        for (int i = 0; i < 2_000; i++) {
            record("site-" + i + "-with-a-long-name-that-fills-pages.example");
        }
        store.close();
        store = SqliteStore.open(file);
        assertThat(Files.size(file)).isGreaterThan(older.length);
        Files.write(file, older);

        assertRefused("was overwritten");
    }

    @Test
    void aFileThatWasEmptiedIsNoDatabaseAnyMore() throws IOException {
        Files.write(file, new byte[0]);

        assertRefused("was overwritten");
    }

    /** Anyone may open the file with sqlite3. */
    @Test
    @Tag("long")
    void vacuumByAnotherProgramIsNoOverwriting() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            record("site-" + i + "-with-a-long-name-that-fills-pages.example");
        }
        try (var other = java.sql.DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = other.createStatement()) {
            statement.execute("DELETE FROM contacts WHERE site LIKE 'site-%'");
            statement.execute("VACUUM");
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        assertThat(store.check()).isEmpty();
        assertThat(record("new.example").first()).isTrue();
    }

    private void assertRefused(String why) {
        assertThatThrownBy(() -> record("new.example"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining(why);
        assertThat(store.check())
                .hasValueSatisfying(fault -> assertThat(fault).hasMessageContaining(why));
    }

    @Test
    void knownDomainsSayThatTheirFileIsGone() throws IOException {
        Path path = folder.resolve("known.db");
        try (SqliteKnownDomains known = SqliteKnownDomains.open(path)) {
            assertThat(known.check()).isEmpty();
            Files.move(path, folder.resolve("away"));
            assertThat(known.check()).isPresent();
        }
    }

    @Test
    void knownDomainsSayThatTheyAreDamagedUntilTheNextUpdate() throws IOException {
        Path path = folder.resolve("known.db");
        DomainName name = new DomainName("example.com");
        try (SqliteKnownDomains known = SqliteKnownDomains.open(path)) {
            known.apply(Scope.SNAPSHOT, new FeedVersion(1, 0), puts(2_000));
        }
        byte[] bytes = Files.readAllBytes(path);
        java.util.Arrays.fill(bytes, 16_384, bytes.length - 16_384, (byte) 0x5a);
        Files.write(path, bytes);
        try (SqliteKnownDomains known = SqliteKnownDomains.open(path)) {
            assertThatThrownBy(() -> known.findAll(names(2_000)))
                    .isInstanceOf(StoreException.class);
            assertThat(known.check())
                    .hasValueSatisfying(fault -> assertThat(fault).hasMessageContaining("damaged"));
            assertThat(name.ascii()).isNotEmpty();
        }
    }

    private static java.util.Iterator<Change> puts(int count) {
        return names(count).stream()
                .<Change>map(name -> new Change.Put(name, new KnownDomain(1, true, NOW)))
                .iterator();
    }

    private static List<DomainName> names(int count) {
        return java.util.stream.IntStream.range(0, count)
                .mapToObj(i -> new DomainName("a-rather-long-name-that-fills-pages-" + i + ".com"))
                .toList();
    }
}
