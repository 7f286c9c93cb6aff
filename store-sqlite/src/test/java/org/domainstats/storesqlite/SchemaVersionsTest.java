package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.CommunityContacts.CommunityContact;
import org.domainstats.store.Contact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A file of an older, a newer or another program. */
final class SchemaVersionsTest {

    @TempDir private Path folder;

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

    private static void execute(Path file, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
