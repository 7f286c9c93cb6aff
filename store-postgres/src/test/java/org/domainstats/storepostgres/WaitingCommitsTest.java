package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.store.AuditLog.Entry;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts.RecordedContacts;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.ContactGroup.Caller;
import org.domainstats.storepostgres.ContactGroup.Wanted;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteContactJournal;
import org.jspecify.annotations.Nullable;
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
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What a server does while each commit waits for a synchronous standby that does not answer. */
final class WaitingCommitsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final DomainName SITE = new DomainName("site.example");
    private static final DomainName NEW = new DomainName("new.example");
    private static final String WAITING =
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event = 'SyncRep' AND query LIKE ";

    @TempDir private Path folder;

    private PostgresStore serve(PostgresAddress address) {
        return PostgresStore.openForServer(
                address,
                () -> null,
                Duration.ofSeconds(1),
                new ServerDisk(folder, SqliteContactJournal.open(folder.resolve("journal.db"))));
    }

    /** Does something while commits wait for a standby that is not there, and lets them go on. */
    private void whileCommitsWait(Waiting work, Consumer<PostgresStore> afterwards)
            throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start("fsync=off")) {
            PostgresAddress address = PostgresAddress.parse(server.createDatabase("waiting"));
            PostgresStore.applySchema(address, () -> null);
            try (PostgresStore direct =
                    PostgresStore.open(address, () -> null, TestDatabase.TIMEOUT)) {
                assertThat(direct.contacts().recordIfAbsent(SITE, NOW).first()).isTrue();
            }
            try (PostgresStore store = serve(address);
                    Connection observer = server.connect("postgres");
                    Statement statement = observer.createStatement()) {
                statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
                statement.execute("SELECT pg_reload_conf()");
                work.on(store, statement);
                statement.execute("ALTER SYSTEM RESET synchronous_standby_names");
                statement.execute("SELECT pg_reload_conf()");
                LosableDatabase.await("commits go on", () -> store.status().isReachable());
                LosableDatabase.await(
                        "settled",
                        () -> store.status().journaled() + store.status().unsettled() == 0);
                afterwards.accept(store);
            }
        }
    }

    /** What is done meanwhile. */
    private interface Waiting {
        void on(PostgresStore store, Statement observer) throws SQLException;
    }

    /**
     * Each write that was given up left a connection of the database behind: two servers took all
     * hundred within 18 s, and names that are known could not be read either.
     */
    @Test
    void whatIsGivenUpLeavesFewConnectionsBehind() throws IOException, SQLException {
        whileCommitsWait(
                (store, observer) -> {
                    LosableDatabase.await(
                            "an attempt to write again",
                            () -> {
                                appendIfPossible(store);
                                return waiting(observer, "UPDATE contacts_state%") > 0;
                            });
                    assertThat(waiting(observer, "%")).isLessThan(10);
                    LosableDatabase.await("what is known is read", () -> isKnown(store));
                },
                _ -> {});
    }

    /** Of questions about known names that shared a group with a new one none was answered. */
    @Test
    void ofABatchOnlyWhatIsNewIsNotKnown() throws IOException, SQLException {
        AtomicInteger inVain = new AtomicInteger();
        whileCommitsWait(
                (store, _) -> {
                    LosableDatabase.await(
                            "lost",
                            () -> {
                                appendIfPossible(store);
                                return !store.status().isReachable();
                            });
                    RecordedContacts recorded =
                            untilInTime(
                                    () ->
                                            store.contacts()
                                                    .beginRecording(
                                                            List.of(NEW, SITE), NOW, List.of())
                                                    .get(),
                                    inVain);
                    assertThat(recorded.contacts()).containsExactly(null, new Contact(NOW, false));
                    assertThat(recorded.fault()).isNotNull();
                    assertThat(
                                    untilInTime(
                                            () -> store.registrations().find(SITE),
                                            new AtomicInteger()))
                            .isEmpty();
                },
                store ->
                        assertThat(store.contacts().findAll(List.of(NEW, SITE)))
                                .extractingFromEntries(each -> each.getValue().times())
                                .as("what was answered is not in the journal")
                                .containsExactlyInAnyOrder(1L + inVain.get(), 1L + inVain.get()));
    }

    /** Its reply was lost: it was told to nobody, and is taken back. */
    @Test
    void whatAGroupMadeItselfIsNotKnownToIt() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = database.open();
                Connection connection =
                        TestDatabase.server().connect(database.address().database())) {
            store.contacts().recordAllIfAbsent(List.of(SITE, NEW), NOW);
            store.contacts().withdrawAnnouncements(List.of(NEW));
            List<String> sites = List.of(SITE.ascii(), NEW.ascii());
            long claim =
                    Objects.requireNonNull(ContactRows.find(connection, sites, 0).get(SITE.ascii()))
                            .claim();

            assertThat(ContactRows.findAnnounced(connection, group(sites, claim))).isEmpty();
            assertThat(ContactRows.findAnnounced(connection, group(sites, claim + 1)))
                    .as("without what nobody was told")
                    .containsOnlyKeys(SITE.ascii());
        }
    }

    private static ContactGroup group(List<String> sites, long claim) {
        Wanted wanted = new Wanted(sites, List.of());
        return new ContactGroup(
                List.of(new Caller(wanted, NOW, 0, new CompletableFuture<>())), claim);
    }

    /** A busy machine may not read within the time that is left after a commit was given up. */
    private static <T> T untilInTime(Supplier<T> read, AtomicInteger inVain) {
        AtomicReference<@Nullable T> done = new AtomicReference<>();
        LosableDatabase.await(
                "read in time",
                () -> {
                    try {
                        done.set(read.get());
                        return true;
                    } catch (StoreException expected) {
                        inVain.incrementAndGet();
                        return false;
                    }
                });
        return Objects.requireNonNull(done.get());
    }

    private static void appendIfPossible(PostgresStore store) {
        try {
            store.auditLog().append(new Entry(NOW, "anybody", "", "test", ""));
        } catch (StoreException expected) {
            assertThat(expected).hasMessageContaining("postgresql://");
        }
    }

    private static boolean isKnown(PostgresStore store) {
        try {
            return !store.contacts().recordIfAbsent(SITE, NOW).first();
        } catch (StoreException expected) {
            return false;
        }
    }

    private static int waiting(Statement statement, String query) {
        try (ResultSet row = statement.executeQuery(WAITING + "'" + query + "'")) {
            row.next();
            return row.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
