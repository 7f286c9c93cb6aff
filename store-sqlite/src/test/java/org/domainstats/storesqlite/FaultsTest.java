package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.knowndomains.SqliteKnownDomains;
import org.domainstats.model.FeedVersion;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What goes wrong with files says which file, why, and what to do; and it ends when its cause does.
 */
final class FaultsTest {

    private static final FeedVersion VERSION = new FeedVersion(1, 0);

    @TempDir private Path folder;

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

    /** SQLite writes no row that stays as it is, and so a disk that failed was called ready. */
    @Test
    void theCheckOfAStoreWritesToItsDisk() throws IOException {
        try (Store store = SqliteStore.open(folder.resolve("contacts.db"))) {
            Path log = folder.resolve("contacts.db-wal");
            assertThat(store.check()).isEmpty();
            byte[] before = Files.readAllBytes(log);
            assertThat(store.check()).isEmpty();
            assertThat(Files.readAllBytes(log)).isNotEqualTo(before);
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
    void aDamagedFileIsNamedAndVerifyTellsWhat() throws IOException {
        Path file = folder.resolve("known.db");
        try (KnownDomains known = SqliteKnownDomains.open(file)) {
            known.apply(Scope.SNAPSHOT, VERSION, LongSites.puts(5_000));
        }
        byte[] bytes = Files.readAllBytes(file);
        java.util.Arrays.fill(bytes, 8_192, bytes.length - 4_096, (byte) 0x5a);
        Files.write(file, bytes);
        try (SqliteKnownDomains known = SqliteKnownDomains.open(file)) {
            assertThat(known.verify()).isPresent();
            assertThatThrownBy(() -> known.find(LongSites.site(7)))
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
        assertThatThrownBy(() -> store.contacts().find(LongSites.site(0)))
                .isInstanceOf(StoreException.class);
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
                                            other.apply(Scope.DELTA, VERSION, LongSites.puts(1));
                                        } catch (StoreException fault) {
                                            messages.add(String.valueOf(fault.getMessage()));
                                        }
                                        return new Change.Remove(LongSites.site(i));
                                    })
                            .iterator());
        }
        assertThat(messages).singleElement().asString().contains("known.db", "try again");
    }
}
