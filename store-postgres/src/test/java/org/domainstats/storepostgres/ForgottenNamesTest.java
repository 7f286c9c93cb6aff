package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.processkit.Await;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.storepostgres.ContactRows.InDoubt;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** A name that was forgotten while a server was away does not come back with that server. */
final class ForgottenNamesTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName FORGOTTEN = new DomainName("forgotten.example");
    private static final DomainName AGAIN = new DomainName("again.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant BEFORE = Instant.parse("2020-01-01T10:00:00Z");

    @TempDir private Path folder;

    @BeforeEach
    void clear() {
        DATABASE.clear();
    }

    @Test
    void itDoesNotComeBackWithTheJournal() throws Exception {
        try (SqliteContactJournal journal = journal()) {
            journal.append(List.of(new Asked(FORGOTTEN, BEFORE, 1), new Asked(OTHER, BEFORE, 1)));
        }
        try (PostgresStore elsewhere = DATABASE.open()) {
            assertThat(elsewhere.erasure().forget(FORGOTTEN)).isFalse();
            try (PostgresStore server = serve()) {
                Await.until("settled", () -> server.status().journaled() == 0);
            }
            assertThat(elsewhere.contacts().after(0, 10))
                    .extracting(LoggedContact::site, LoggedContact::firstAsked)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(OTHER, BEFORE));
        }
    }

    /** With its clock an hour ahead, all that it noted seemed to be of after the forgetting. */
    @Test
    void norWithAServerWhoseClockIsAhead() throws SQLException {
        InstantSource ahead = () -> Instant.now().plusSeconds(3600);
        Instant noted = ahead.instant();
        InDoubt unsaid = new InDoubt(Map.of(FORGOTTEN.ascii(), noted.toEpochMilli()), 17);
        Batch journal = new Batch("ahead", 1, List.of(new PastContact(AGAIN, noted, noted, 1)));
        try (PostgresStore elsewhere = DATABASE.open();
                Connection connection = connect()) {
            elsewhere.erasure().forget(FORGOTTEN);
            elsewhere.erasure().forget(AGAIN);
            connection.setAutoCommit(false);
            assertThat(ContactRows.settle(connection, unsaid, -18, ahead)).isZero();
            assertThat(JournalRows.settle(connection, journal, -19, ahead)).isZero();
            connection.commit();
            assertThat(elsewhere.contacts().after(0, 10)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, 0, 3600})
    void whatAServerIsAskedAfterwardsCounts(long secondsAhead) throws Exception {
        Instant noted = Instant.now().plusSeconds(secondsAhead).truncatedTo(ChronoUnit.MILLIS);
        Batch journal = new Batch("later", 1, List.of(new PastContact(AGAIN, BEFORE, noted, 7)));
        try (PostgresStore elsewhere = DATABASE.open();
                Connection connection = connect()) {
            elsewhere.erasure().forget(AGAIN);
            long forgotten = System.nanoTime();
            Await.until("later", () -> System.nanoTime() - forgotten > 5_000_000);
            connection.setAutoCommit(false);
            assertThat(JournalRows.settle(connection, journal, -19, () -> noted)).isOne();
            connection.commit();
            assertThat(elsewhere.contacts().after(0, 10))
                    .extracting(LoggedContact::firstAsked, LoggedContact::times)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(noted, 1L));
        }
    }

    /** Noted by a clock that was ahead, and has been set right since. */
    @Test
    void aTimeThatIsYetToComeSaysNothing() throws SQLException {
        Instant noted = Instant.now().plusSeconds(3600);
        Batch journal = new Batch("set back", 1, List.of(new PastContact(AGAIN, noted, noted, 1)));
        try (PostgresStore elsewhere = DATABASE.open();
                Connection connection = connect()) {
            elsewhere.erasure().forget(AGAIN);
            connection.setAutoCommit(false);
            assertThat(JournalRows.settle(connection, journal, -19, InstantSource.system()))
                    .isZero();
            connection.commit();
        }
    }

    private static Connection connect() throws SQLException {
        return TestDatabase.server().connect(DATABASE.address().database());
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
                TestDatabase.TIMEOUT,
                new ServerDisk(folder, journal()));
    }
}
