package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreException;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The journal of a server whose database is lost, to its end. */
@Order(2)
final class OutageJournalTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName SITE = new DomainName("site.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    /** Nothing is there to be waited for. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    @TempDir private Path folder;
    private LosableDatabase database;

    @BeforeEach
    void start() throws IOException {
        database = LosableDatabase.of(DATABASE);
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private SqliteContactJournal journal() {
        return SqliteContactJournal.open(folder.resolve("journal.db"));
    }

    private PostgresStore serve(ContactJournal journal, Duration timeout) {
        return database.serve(folder, journal, timeout);
    }

    @Test
    void theJournalOutlivesTheServer() {
        try (PostgresStore store = serve(journal(), SHORT)) {
            database.lose(false);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(OTHER, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThat(store.status().journaled()).isPositive();
        }
        database.proxy().heal();
        try (PostgresStore store = database.serve(folder, journal())) {
            LosableDatabase.await("settled", () -> store.status().journaled() == 0);
            assertThat(store.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, true));
        }
    }

    @Test
    void theEarlierFirstTimeAndTheLaterLastStand() throws SQLException {
        try (Connection connection = TestDatabase.server().connect(DATABASE.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO contacts VALUES ('kept.example', 1, 500, 600, 2, 1)");
            connection.setAutoCommit(false);
            assertThat(settle(connection, 1, 400, 700)).isZero();
            assertThat(times(statement)).containsExactly(400L, 700L, 5L);
            assertThat(settle(connection, 2, 450, 650)).isZero();
            assertThat(times(statement)).containsExactly(400L, 700L, 8L);
            assertThat(settle(connection, 2, 1, 900)).as("the same batch again").isZero();
            assertThat(times(statement)).containsExactly(400L, 700L, 8L);
            connection.rollback();
            connection.setAutoCommit(true);
            statement.execute("DELETE FROM contacts WHERE site = 'kept.example'");
        }
    }

    private static int settle(Connection connection, int batch, long first, long last)
            throws SQLException {
        PastContact asked =
                new PastContact(
                        new DomainName("kept.example"),
                        Instant.ofEpochMilli(first),
                        Instant.ofEpochMilli(last),
                        3);
        return JournalRows.settle(
                connection, new Batch("journal", batch, List.of(asked)), -7, () -> LATER);
    }

    private static List<Long> times(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT first_asked, last_asked, asked FROM contacts"
                                + " WHERE site = 'kept.example'")) {
            row.next();
            return List.of(row.getLong(1), row.getLong(2), row.getLong(3));
        }
    }

    @Test
    void aFullJournalIsCounted() {
        SqliteContactJournal full = journal();
        full.close();
        try (PostgresStore store = serve(new Full(full), SHORT)) {
            database.lose(false);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(OTHER, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThat(store.status().lostByJournal()).isPositive();
        }
    }

    /** A journal whose disk has no room. */
    private record Full(SqliteContactJournal closed) implements ContactJournal {

        @Override
        public void append(Collection<Asked> asked) {
            throw new StoreException("full");
        }

        @Override
        public Optional<Batch> next(int limit) {
            return Optional.empty();
        }

        @Override
        public void settled(Batch batch) {}

        @Override
        public long size() {
            return 0;
        }

        @Override
        public void close() {}
    }
}
