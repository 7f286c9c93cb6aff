package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.StoreException;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
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
