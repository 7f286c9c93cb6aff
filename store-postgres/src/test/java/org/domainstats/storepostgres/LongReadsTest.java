package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.processkit.Await;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageQuery;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Reads that take longer than an answer may. */
final class LongReadsTest {

    private static final DomainName SITE = new DomainName("example.com");
    private static final TriageQuery ALL =
            new TriageQuery(TriageFilter.ALL, "", TriageQuery.Order.NEWEST_FIRST, null, 50);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    /**
     * A page of the dashboard that was not in memory, or a hunt, took longer than an answer may: it
     * failed, and all who asked a moment later were told "unknown".
     */
    @Test
    void aSlowOneIsNoOutage() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = PostgresStore.open(database.address(), () -> null, TIMEOUT);
                Connection other = TestDatabase.server().connect(database.address().database());
                Statement slow = other.createStatement()) {
            slow.execute("INSERT INTO contacts VALUES ('example.com', 1, 1, 1, 1, 1)");
            slow.execute("ALTER TABLE contacts RENAME TO rows_of_contacts");
            slow.execute(
                    "CREATE VIEW contacts AS SELECT c.* FROM rows_of_contacts c"
                            + " CROSS JOIN pg_sleep(3)");
            assertThat(store.contacts().findAll(List.of(SITE))).containsKey(SITE);
            assertThat(store.status().isReachable()).isTrue();
        }
    }

    /** Four slow lists held up what follows events, by 20 s. */
    @Test
    void logsDoNotWaitForListsOfTheDashboard() throws Exception {
        TestDatabase database = TestDatabase.create();
        try (PostgresStore store = database.open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection other = TestDatabase.server().connect(database.address().database());
                Statement lock = other.createStatement()) {
            other.setAutoCommit(false);
            lock.execute("LOCK TABLE triage");
            List<Future<List<TriageEntry>>> lists =
                    IntStream.range(0, PostgresPool.MOST_LONG_READS)
                            .mapToObj(_ -> threads.submit(() -> store.triage().list(ALL)))
                            .toList();
            Await.until("all wait", () -> waiting(lock) == lists.size());

            assertThat(store.events().log().range().newest()).isZero();
            assertThat(store.events().log().after(0, 1)).isEmpty();
            assertThat(store.contacts().after(0, 1)).isEmpty();

            assertThat(lists).noneMatch(Future::isDone);
            other.rollback();
            for (Future<List<TriageEntry>> list : lists) {
                assertThat(list.get()).isEmpty();
            }
        }
    }

    private static int waiting(Statement statement) throws SQLException {
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT count(*) FROM pg_locks WHERE NOT granted"
                                + " AND relation = 'triage'::regclass")) {
            row.next();
            return row.getInt(1);
        }
    }
}
