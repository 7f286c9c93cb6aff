package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.domainstats.model.DomainName;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Cut;
import org.domainstats.store.Contact;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What a server does without its database, and what becomes of it once that is back. */
@Order(1)
final class OutageTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final DomainName SITE = new DomainName("site.example");
    private static final DomainName OTHER = new DomainName("other.example");
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    @TempDir private Path folder;
    private LosableDatabase database;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        database = LosableDatabase.of(DATABASE);
        proxy = database.proxy();
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    private PostgresStore serve() {
        return database.serve(folder, SqliteContactJournal.open(folder.resolve("journal.db")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatWasAskedWithoutTheDatabaseIsRecordedOnceItIsBack(boolean hung) {
        try (PostgresStore store = serve();
                PostgresStore direct = DATABASE.open()) {
            assertThat(store.contacts().recordIfAbsent(OTHER, EARLY).first()).isTrue();
            database.lose(hung);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, EARLY))
                    .isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.contacts().recordIfAbsent(OTHER, LATER))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("cannot be reached since")
                    .satisfies(outage -> assertThat(outage.getStackTrace()).isEmpty());
            assertThat(store.status().isReachable()).isFalse();
            proxy.heal();
            proxy.cutAll();
            LosableDatabase.await(
                    "settled",
                    () ->
                            store.status().isReachable()
                                    && store.status().unsettled() == 0
                                    && store.status().journaled() == 0
                                    && direct.contacts().find(SITE).isPresent());
            assertThat(direct.contacts().find(SITE)).contains(EARLY);
            assertThat(direct.contacts().after(0, 10))
                    .extracting(LoggedContact::site)
                    .containsExactlyInAnyOrder(OTHER, SITE);
            assertThat(direct.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, true));
            assertThat(store.contacts().recordIfAbsent(SITE, LATER).first()).isFalse();
            assertThat(store.contacts().recordIfAbsent(OTHER, LATER).first()).isFalse();
        }
    }

    /** Trips to the store that each had a limit of their own made answers of five seconds. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nobodyWaitsLongerThanForTheAnswer(boolean hung) {
        try (PostgresStore store = serve()) {
            database.lose(hung);
            StoreDeadline now = new StoreDeadline(System.nanoTime());

            assertInTime(() -> now.run(() -> store.registrations().find(SITE)));
            assertInTime(() -> now.run(() -> store.contacts().find(SITE)));
            assertInTime(() -> now.run(() -> store.contacts().recordIfAbsent(SITE, EARLY)));

            proxy.heal();
            proxy.cutAll();
            LosableDatabase.await(
                    "told, as nobody was",
                    () ->
                            store.status().isReachable()
                                    && store.contacts().recordIfAbsent(SITE, LATER).first());
            assertThat(store.contacts().recordIfAbsent(SITE, LATER).first()).isFalse();
        }
    }

    private static void assertInTime(ThrowingCallable question) {
        assertThatThrownBy(question)
                .isInstanceOf(StoreException.class)
                .hasMessageMatching(".*(no answer in time|too many wait).*");
    }

    /** On a busy machine a server did not start, as its first connection took a second. */
    @Test
    void aServerWaitsForItsDatabaseAtTheStart() {
        AtomicInteger cuts = new AtomicInteger();
        proxy.disturb(
                (_, _) -> {
                    cuts.incrementAndGet();
                    return new Cut();
                });
        CompletableFuture<PostgresStore> starting = CompletableFuture.supplyAsync(this::serve);
        LosableDatabase.await("tried and tried again", () -> cuts.get() >= 5 || starting.isDone());
        assertThat(starting).isNotDone();
        proxy.heal();
        try (PostgresStore store = starting.join()) {
            assertThat(store.contacts().recordIfAbsent(SITE, EARLY).first()).isTrue();
        }
    }

    @Test
    void aBatchIsTakenOverOnce() throws SQLException {
        Batch batch =
                new Batch(
                        "journal",
                        1,
                        List.of(
                                new PastContact(SITE, EARLY, LATER, 3),
                                new PastContact(OTHER, EARLY, EARLY, 1)));
        try (PostgresStore store = DATABASE.open();
                Connection connection =
                        TestDatabase.server().connect(DATABASE.address().database())) {
            connection.setAutoCommit(false);
            assertThat(store.contacts().recordIfAbsent(OTHER, LATER).first()).isTrue();
            long before = store.contacts().resets();
            assertThat(JournalRows.settle(connection, batch, -17, () -> LATER)).isOne();
            assertThat(JournalRows.settle(connection, batch, -18, () -> LATER)).isZero();
            connection.commit();
            assertThat(store.contacts().resets())
                    .as("another server holds the later instant")
                    .isGreaterThan(before);
            assertThat(store.contacts().after(0, 10))
                    .extracting(
                            LoggedContact::site, LoggedContact::firstAsked, LoggedContact::times)
                    .containsExactly(tuple(OTHER, EARLY, 2L), tuple(SITE, EARLY, 3L));
            assertThat(store.contacts().recordIfAbsent(OTHER, LATER).first()).isFalse();
            assertThat(store.contacts().recordIfAbsent(SITE, LATER).first()).isTrue();
        }
    }

    /** The server said that it was ready: the one row that the check writes had room. */
    @Test
    void whereTheDiskOfTheDatabaseIsFullItIsNotReady() throws SQLException {
        try (PostgresStore store = serve();
                Connection connection =
                        TestDatabase.server().connect(DATABASE.address().database());
                Statement disk = connection.createStatement()) {
            disk.execute(
                    "CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS"
                            + " $$ BEGIN RAISE EXCEPTION 'full' USING ERRCODE = '53100'; END $$");
            disk.execute(
                    "CREATE TRIGGER full_disk BEFORE INSERT ON contacts FOR EACH ROW"
                            + " EXECUTE FUNCTION full_disk()");
            try {
                assertThatThrownBy(() -> store.contacts().recordIfAbsent(SITE, EARLY))
                        .isInstanceOf(StoreException.class);
                LosableDatabase.await("not ready", () -> store.check().isPresent());
                assertThat(store.check().orElseThrow()).hasMessageContaining("disk is full");
            } finally {
                disk.execute("DROP TRIGGER full_disk ON contacts");
            }
            LosableDatabase.await("ready again", () -> store.check().isEmpty());
            assertThat(store.status().journaled()).isZero();
            assertThat(store.contacts().recordIfAbsent(SITE, LATER))
                    .isEqualTo(new Contact(EARLY, true));
        }
    }
}
