package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoredRegistration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What goes wrong with files says which file, why, and what to do; and it ends when its cause does.
 */
final class FaultsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final FeedVersion VERSION = new FeedVersion(1, 0);

    @TempDir Path folder;

    private static DomainName site(int number) {
        return new DomainName("a-rather-long-name-that-fills-pages-" + number + ".example");
    }

    @Test
    void aFullDiskFailsItsCallersAndItGoesOnWhenThereIsRoom() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                Store store = SqliteStore.open(disk.folder().resolve("contacts.db"))) {
            Path filling = disk.fill();
            List<DomainName> kept = new ArrayList<>();
            StoreException fault = recordUntilItFails(store.contacts(), kept);

            assertThat(fault).hasMessageContaining("contacts.db").hasMessageContaining("full");
            Files.delete(filling);
            assertThat(store.check()).isEmpty();
            assertThat(store.contacts().recordAllIfAbsent(kept, NOW)).noneMatch(Contact::first);
            assertThat(store.contacts().recordIfAbsent(site(kept.size()), NOW).first())
                    .as("what failed was not kept")
                    .isTrue();
            assertThat(store.contacts().count()).isEqualTo(kept.size() + 1);
        }
    }

    private static StoreException recordUntilItFails(Contacts contacts, List<DomainName> kept) {
        for (int i = 0; i < 100_000; i++) {
            try {
                contacts.recordIfAbsent(site(i), NOW);
                kept.add(site(i));
            } catch (StoreException fault) {
                return fault;
            }
        }
        throw new AssertionError("the disk never got full");
    }

    @Test
    void onAFullDiskEveryWriteFailsWithTheReasonAndWorksAgainLater() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                SqliteStore store = SqliteStore.open(disk.folder().resolve("contacts.db"))) {
            store.contacts().recordIfAbsent(site(0), NOW);
            store.communityContacts()
                    .put(site(0), new CommunityContact(NOW, true, List.of("a label")));
            Path filling = disk.fill();
            for (Runnable write : growing(store)) {
                assertThatThrownBy(() -> repeat(write)).satisfies(FaultsTest::saysFull);
            }
            for (Runnable write : changing(store)) {
                // What changes a row in its place may find room in the write-ahead log.
                assertThat(catchThrowable(() -> repeat(write)))
                        .satisfiesAnyOf(fault -> assertThat(fault).isNull(), FaultsTest::saysFull);
            }
            assertThatThrownBy(() -> store.backup(disk.folder().resolve("copy.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("full");
            Files.delete(filling);
            growing(store).forEach(Runnable::run);
            changing(store).forEach(Runnable::run);
            assertThat(store.check()).isEmpty();
            assertThat(store.verify()).isEmpty();
        }
    }

    private static void saysFull(Throwable fault) {
        assertThat(fault)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining("full");
    }

    /** The log of the database has room for some writes. */
    private static void repeat(Runnable write) {
        for (int i = 0; i < 5_000; i++) {
            write.run();
        }
    }

    private static List<Runnable> growing(SqliteStore store) {
        AtomicInteger next = new AtomicInteger(1);
        Supplier<DomainName> fresh = () -> site(next.incrementAndGet());
        return List.of(
                () -> store.contacts().recordIfAbsent(fresh.get(), NOW),
                () ->
                        store.registrations()
                                .put(
                                        fresh.get(),
                                        new StoredRegistration(
                                                new RegistrationOutcome.NoSource(), NOW, NOW)),
                () ->
                        store.retries()
                                .put(
                                        new RetryQueue.Retry(
                                                fresh.get(),
                                                RetryQueue.Priority.ASKED,
                                                NOW,
                                                1,
                                                "no reply")),
                () ->
                        store.communityContacts()
                                .put(fresh.get(), new CommunityContact(NOW, true, List.of())),
                () -> store.dailyCounts().add(fresh.get().ascii(), LocalDate.EPOCH, 1));
    }

    private static List<Runnable> changing(SqliteStore store) {
        return List.of(
                () -> store.contacts().withdrawAnnouncements(List.of(site(0))),
                () -> store.contacts().addAsked(List.of(new Contacts.Asked(site(0), NOW, 1))),
                () -> store.communityContacts().withdrawAnnouncement(site(0)),
                () -> store.contacts().reset());
    }

    @ParameterizedTest
    @EnumSource
    void anUpdateOfTheKnownDomainsThatFillsTheDiskChangesNothing(Scope scope) {
        try (SmallDisk disk = SmallDisk.mount(folder, 8);
                KnownDomains known = SqliteKnownDomains.open(disk.folder().resolve("known.db"))) {
            known.apply(Scope.DELTA, VERSION, puts(100));
            assertThatThrownBy(() -> known.apply(scope, new FeedVersion(2, 0), puts(400_000)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("known.db")
                    .hasMessageContaining("full");
            assertThat(known.version()).isEqualTo(VERSION);
            assertThat(known.count()).isEqualTo(100);
            assertThat(known.find(site(0))).isPresent();
            assertThat(known.find(site(100))).isEmpty();
            assertThat(known.apply(scope, new FeedVersion(2, 0), puts(1_000))).isEqualTo(1_000);
            assertThat(known.find(site(999))).isPresent();
        }
    }

    private static java.util.Iterator<Change> puts(int count) {
        return IntStream.range(0, count)
                .<Change>mapToObj(i -> new Change.Put(site(i), new KnownDomain(i + 1, true, NOW)))
                .iterator();
    }

    @Test
    void aReadOnlyFolderIsNamed() {
        try (SmallDisk disk = SmallDisk.mount(folder, 1)) {
            disk.makeReadOnly();
            assertThatThrownBy(() -> SqliteStore.open(disk.folder().resolve("contacts.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("contacts.db")
                    .hasMessageContaining("check owner and mode");
            assertThatThrownBy(() -> SqliteStore.open(disk.folder().resolve("new/contacts.db")))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("new")
                    .hasMessageContaining("--data");
        }
    }

    @Test
    void aFolderThatBecameReadOnlyIsNamed() {
        try (SmallDisk disk = SmallDisk.mount(folder, 4)) {
            Path file = disk.folder().resolve("contacts.db");
            SqliteStore.open(file).close();
            disk.makeReadOnly();
            assertThatThrownBy(() -> SqliteStore.open(file))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("contacts.db")
                    .hasMessageContaining("check owner and mode");
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsLeftAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("contacts.db"), "not a database ".repeat(100));
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining("no SQLite database");
        assertThat(file).content().startsWith("not a database");
    }

    @Test
    void aFolderInThePlaceOfTheFileIsNamed() throws IOException {
        Path file = Files.createDirectory(folder.resolve("known.db"));
        assertThatThrownBy(() -> SqliteKnownDomains.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("known.db")
                .hasMessageContaining("cannot be opened");
    }

    @Test
    void aFileInThePlaceOfTheFolderIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("data"), "");
        assertThatThrownBy(() -> SqliteStore.open(file.resolve("contacts.db")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("data")
                .hasMessageContaining("--data");
    }

    @Test
    void aNewerSchemaIsRefusedAndLeftAlone() throws SQLException {
        Path file = folder.resolve("contacts.db");
        SqliteStore.open(file).close();
        execute(file, "PRAGMA user_version = 99");
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining("newer domain-stats")
                .hasMessageContaining("99");
    }

    @Test
    void anOlderSchemaIsBroughtUpToDateWithWhatIsInIt() throws SQLException {
        Path file = folder.resolve("contacts.db");
        SqliteFile.durable(file).migrate(SqliteStore.class, "contacts", 1);
        execute(file, "INSERT INTO community_contacts VALUES ('example.com', 1000, 1)");
        execute(file, "INSERT INTO contacts VALUES (1, 'old.example', 1000, 1000, 1)");
        execute(file, "INSERT INTO contact_sites VALUES ('old.example', 1)");
        execute(file, "UPDATE contacts_state SET indexed = 1");
        for (int start = 0; start < 2; start++) {
            try (SqliteStore store = SqliteStore.open(file)) {
                assertThat(
                                store.contacts()
                                        .recordIfAbsent(
                                                new DomainName("old.example"), Instant.EPOCH))
                        .isEqualTo(new Contact(Instant.ofEpochSecond(1), false));
                assertThat(store.communityContacts().find(new DomainName("example.com")))
                        .contains(new CommunityContact(Instant.ofEpochSecond(1), true, List.of()));
            }
        }
    }

    @Test
    void whoRunsWhileANewerOneBringsTheFileUpToDateAnnouncesNothingAnyMore() throws SQLException {
        Path file = folder.resolve("contacts.db");
        try (SqliteStore store = SqliteStore.open(file)) {
            assertThat(
                            store.contacts()
                                    .recordIfAbsent(new DomainName("a.example"), Instant.EPOCH)
                                    .first())
                    .isTrue();
            execute(file, "PRAGMA user_version = 99");
            assertThatThrownBy(
                            () ->
                                    store.contacts()
                                            .recordIfAbsent(
                                                    new DomainName("b.example"), Instant.EPOCH))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("newer domain-stats")
                    .hasMessageContaining("99");
            assertThat(store.contacts().find(new DomainName("a.example"))).contains(Instant.EPOCH);
        }
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefusedAndLeftAlone() throws SQLException {
        Path file = folder.resolve("contacts.db");
        execute(file, "CREATE TABLE contacts (name TEXT)");
        assertThatThrownBy(() -> SqliteStore.open(file))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("contacts.db")
                .hasMessageContaining("another program");
    }

    @Test
    void aDamagedFileIsNamedAndVerifyTellsWhat() throws IOException {
        Path file = folder.resolve("known.db");
        try (KnownDomains known = SqliteKnownDomains.open(file)) {
            known.apply(Scope.SNAPSHOT, VERSION, puts(5_000));
        }
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 8_192, bytes.length - 4_096, (byte) 0x5a);
        Files.write(file, bytes);
        try (SqliteKnownDomains known = SqliteKnownDomains.open(file)) {
            assertThat(known.verify()).isPresent();
            assertThatThrownBy(() -> known.find(site(7)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("known.db")
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void whatIsClosedRefusesWork() {
        Store store = SqliteStore.open(folder.resolve("contacts.db"));
        store.close();
        store.close();
        assertThatThrownBy(() -> store.contacts().find(site(0))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.contacts().reset())
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aSecondUpdateAtTheSameTimeIsRefused() {
        Path file = folder.resolve("known.db");
        List<String> messages = new ArrayList<>();
        try (KnownDomains one = SqliteKnownDomains.open(file);
                KnownDomains other = SqliteKnownDomains.open(file)) {
            one.apply(
                    Scope.SNAPSHOT,
                    VERSION,
                    IntStream.range(0, 1)
                            .<Change>mapToObj(
                                    i -> {
                                        try {
                                            other.apply(Scope.DELTA, VERSION, puts(1));
                                        } catch (StoreException fault) {
                                            messages.add(String.valueOf(fault.getMessage()));
                                        }
                                        return new Change.Remove(site(i));
                                    })
                            .iterator());
        }
        assertThat(messages).singleElement().asString().contains("known.db", "try again");
    }

    private static void execute(Path file, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
