package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.postgreskit.FaultyProxy;
import org.domainstats.postgreskit.FaultyProxy.Direction;
import org.domainstats.postgreskit.FaultyProxy.Passed;
import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreException;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How long the row of the state is held, for which all who make contacts wait: over one trip. With
 * seven, on a busy machine, none was made in time while servers caught up after an outage; so these
 * took the database for lost, and noted still more to catch up with.
 */
final class StateRowTest {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final Instant EARLY = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = EARLY.plusSeconds(60);

    /** What is done in a transaction. */
    private interface Work {
        int on(Connection connection) throws SQLException;
    }

    @Test
    void aJournalIsTakenOver() throws Exception {
        List<PastContact> asked =
                List.of(
                        new PastContact(new DomainName("b.example"), EARLY, LATER, 3),
                        new PastContact(new DomainName("a.example"), EARLY, EARLY, 1));
        assertThat(
                        tripsWhileHeld(
                                connection ->
                                        JournalRows.settle(
                                                connection,
                                                new Batch("journal", 1, asked),
                                                -17,
                                                () -> LATER)))
                .isOne();
    }

    @Test
    void aGroupInDoubtIsSettled() throws Exception {
        Map<String, Long> asked = Map.of("c.example", 1L, "d.example", 1L);
        ContactRows.InDoubt group = new ContactRows.InDoubt(asked, 18);
        assertThat(
                        tripsWhileHeld(
                                connection ->
                                        ContactRows.settle(connection, group, -19, () -> LATER)))
                .isOne();
    }

    /** How often the server is sent something while the transaction holds the row. */
    private static int tripsWhileHeld(Work work) throws Exception {
        AtomicInteger trips = new AtomicInteger();
        try (FaultyProxy proxy = FaultyProxy.start(TestDatabase.server().port());
                Connection connection =
                        DriverManager.getConnection(
                                "jdbc:postgresql://127.0.0.1:%d/%s?user=%s"
                                        .formatted(
                                                proxy.port(),
                                                DATABASE.address().database(),
                                                EmbeddedPostgres.SUPERUSER))) {
            connection.setAutoCommit(false);
            proxy.disturb(
                    (direction, _) -> {
                        if (direction == Direction.TO_SERVER && isHeld()) {
                            trips.incrementAndGet();
                        }
                        return new Passed(Duration.ZERO);
                    });
            assertThat(work.on(connection)).isEqualTo(2);
            connection.commit();
            proxy.heal();
            assertThat(isHeld()).isFalse();
        }
        return trips.get();
    }

    private static boolean isHeld() {
        try (Connection other = TestDatabase.server().connect(DATABASE.address().database());
                Statement statement = other.createStatement()) {
            var _ = statement.execute("SELECT 1 FROM contacts_state FOR UPDATE NOWAIT");
            return false;
        } catch (SQLException e) {
            if ("55P03".equals(e.getSQLState())) {
                return true;
            }
            throw new StoreException("cannot be asked who holds the row", e);
        }
    }
}
