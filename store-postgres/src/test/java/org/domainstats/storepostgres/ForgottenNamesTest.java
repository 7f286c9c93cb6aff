package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.processkit.Await;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A name that was forgotten while a server was away does not come back with that server. */
final class ForgottenNamesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName FORGOTTEN = new DomainName("forgotten.example");
    private static final DomainName AGAIN = new DomainName("again.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant BEFORE = Instant.parse("2020-01-01T10:00:00Z");

    /** Later than this test. */
    private static final Instant AFTER = Instant.parse("2200-01-01T10:00:00Z");

    @TempDir private Path folder;

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @Test
    void itDoesNotComeBackWithTheJournal() throws Exception {
        try (SqliteContactJournal journal = journal()) {
            journal.append(
                    List.of(
                            new Asked(FORGOTTEN, BEFORE, 1),
                            new Asked(AGAIN, BEFORE, 1),
                            new Asked(AGAIN, AFTER, 1),
                            new Asked(OTHER, BEFORE, 1)));
        }
        try (PostgresStore elsewhere = DATABASE.open()) {
            assertThat(elsewhere.erasure().forget(FORGOTTEN)).isFalse();
            assertThat(elsewhere.erasure().forget(AGAIN)).isFalse();
            try (PostgresStore server = serve()) {
                Await.until("settled", () -> server.status().journaled() == 0);
            }
            assertThat(elsewhere.contacts().after(0, 10))
                    .extracting(LoggedContact::site, LoggedContact::firstAsked)
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple(AGAIN, AFTER),
                            org.assertj.core.groups.Tuple.tuple(OTHER, BEFORE));
        }
    }

    @Test
    void itDoesNotComeBackWithWhatAKilledServerDidNotSay() {
        try (UnsaidAnnouncements notes = UnsaidAnnouncements.in(folder)) {
            notes.note(
                    17,
                    Map.of(
                            FORGOTTEN.ascii(), BEFORE.toEpochMilli(),
                            OTHER.ascii(), BEFORE.toEpochMilli()));
        }
        try (PostgresStore elsewhere = DATABASE.open()) {
            assertThat(elsewhere.erasure().forget(FORGOTTEN)).isFalse();
            serve().close();
            assertThat(elsewhere.contacts().find(FORGOTTEN)).isEmpty();
            assertThat(elsewhere.contacts().find(OTHER)).contains(BEFORE);
        }
    }

    @Test
    void askedAboutAgainItIsAFirstContactAsEver() {
        try (PostgresStore store = DATABASE.open()) {
            store.contacts().recordIfAbsent(FORGOTTEN, BEFORE);
            assertThat(store.erasure().forget(FORGOTTEN)).isTrue();
            assertThat(store.contacts().recordIfAbsent(FORGOTTEN, BEFORE).first()).isTrue();
        }
    }

    private SqliteContactJournal journal() {
        return SqliteContactJournal.open(folder.resolve("journal.db"));
    }

    private PostgresStore serve() {
        return PostgresStore.openForServer(
                DATABASE.address(),
                () -> null,
                TestDatabase.PATIENCE,
                new ServerDisk(folder, journal()));
    }
}
