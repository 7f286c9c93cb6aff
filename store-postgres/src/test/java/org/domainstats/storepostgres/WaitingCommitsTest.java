package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.store.AuditLog.Entry;
import org.domainstats.store.StoreException;
import org.domainstats.storepostgres.PostgresStore.ServerDisk;
import org.domainstats.storesqlite.SqliteContactJournal;
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

/** What a server does while each commit waits for a synchronous standby that does not answer. */
final class WaitingCommitsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final DomainName SITE = new DomainName("site.example");
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

    /**
     * Each write that was given up left a connection of the database behind: two servers took all
     * hundred within 18 s, and names that are known could not be read either.
     */
    @Test
    void whatIsGivenUpLeavesFewConnectionsBehind() throws IOException, SQLException {
        try (EmbeddedPostgres server = EmbeddedPostgres.start("fsync=off")) {
            PostgresAddress address = PostgresAddress.parse(server.createDatabase("waiting"));
            PostgresStore.applySchema(address, () -> null);
            try (PostgresStore direct =
                    PostgresStore.open(address, () -> null, TestDatabase.PATIENCE)) {
                assertThat(direct.contacts().recordIfAbsent(SITE, NOW).first()).isTrue();
            }
            try (PostgresStore store = serve(address);
                    Connection observer = server.connect("postgres");
                    Statement statement = observer.createStatement()) {
                statement.execute("ALTER SYSTEM SET synchronous_standby_names = 'nobody'");
                statement.execute("SELECT pg_reload_conf()");
                LosableDatabase.await(
                        "an attempt to write again",
                        () -> {
                            appendIfPossible(store);
                            return waiting(statement, "UPDATE contacts_state%") > 0;
                        });
                assertThat(waiting(statement, "%")).isLessThan(10);
                LosableDatabase.await("what is known is read", () -> isKnown(store));

                statement.execute("ALTER SYSTEM RESET synchronous_standby_names");
                statement.execute("SELECT pg_reload_conf()");
                LosableDatabase.await("commits go on", () -> store.status().isReachable());
            }
        }
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
