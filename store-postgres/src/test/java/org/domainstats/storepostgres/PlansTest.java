package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.processkit.Await;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** How PostgreSQL finds the rows of statements whose plans it made when the tables were empty. */
final class PlansTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final int GROUPS = 40;
    private static final int EACH = 50;

    @Test
    void noWholeTableIsReadForAContact() throws Exception {
        TestDatabase database = TestDatabase.create();
        withoutStatistics(database);
        try (PostgresStore store = database.open()) {
            for (int group = 0; group < GROUPS; group++) {
                record(store, sites(group));
            }
        }
        // What connections have counted arrives after they are closed.
        Await.until(
                "all is counted",
                () -> counted(database, "n_tup_ins", "contact_clients") == GROUPS * EACH);
        assertThat(rowsReadByScans(database, "contacts")).isZero();
        assertThat(rowsReadByScans(database, "contacts_state")).isZero();
        assertThat(rowsReadByScans(database, "contact_clients")).isZero();
        assertThat(rowsReadByScans(database, "registrations")).isZero();
    }

    /** A page of the dashboard took more than a second at ten million contacts. */
    @Test
    void contactsThatWereCountedAreNotReadAgain() throws Exception {
        TestDatabase database = TestDatabase.create();
        int all = GROUPS * EACH;
        try (PostgresStore store = database.open();
                PostgresStore other = database.open()) {
            DomainName site = new DomainName("new.example");
            for (int group = 0; group < GROUPS; group++) {
                other.contacts().recordAllIfAbsent(sites(group), NOW);
            }
            assertThat(store.contacts().count()).isEqualTo(all);
            other.contacts().recordIfAbsent(site, NOW);
            for (int i = 0; i < GROUPS; i++) {
                assertThat(store.contacts().count()).isEqualTo(all + 1);
            }
            assertThat(other.erasure().forget(site)).isTrue();
            assertThat(store.contacts().count()).isEqualTo(all);
        }
        // Once for the first count, and once for that after the removal.
        Await.until("all is read", () -> indexEntriesRead(database) >= 2L * all);
        assertThat(indexEntriesRead(database)).isLessThan(10L * all);
    }

    private static long indexEntriesRead(TestDatabase database) {
        return number(
                database,
                "SELECT idx_tup_read FROM pg_stat_user_indexes"
                        + " WHERE indexrelname = 'contacts_id_key'");
    }

    private static void record(PostgresStore store, List<DomainName> sites) {
        store.registrations().findAll(sites);
        store.contacts().recordAllIfAbsent(sites, NOW);
        store.contacts().addAsked(sites.stream().map(each -> new Asked(each, NOW, 1)).toList());
        store.clients()
                .note(
                        sites.stream()
                                .map(each -> new ClientNote(each, "10.0.0.1", NOW, NOW))
                                .toList());
        store.clients().of(sites);
    }

    private static List<DomainName> sites(int group) {
        return IntStream.range(0, EACH)
                .mapToObj(each -> new DomainName("n" + group + "-" + each + ".example"))
                .toList();
    }

    /** What is analysed in between has its plans made anew. */
    private static void withoutStatistics(TestDatabase database) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String table : List.of("contacts", "contact_clients", "registrations")) {
                statement.execute("ALTER TABLE " + table + " SET (autovacuum_enabled = off)");
            }
        }
    }

    private static long rowsReadByScans(TestDatabase database, String table) {
        return counted(database, "seq_tup_read", table);
    }

    private static long counted(TestDatabase database, String what, String table) {
        return number(
                database,
                "SELECT %s FROM pg_stat_user_tables WHERE relname = '%s'".formatted(what, table));
    }

    private static long number(TestDatabase database, String sql) {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new StoreException("no statistics", e);
        }
    }

    private static Connection connect(TestDatabase database) throws SQLException {
        return TestDatabase.server().connect(database.address().database());
    }
}
