package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Reads that take longer than an answer may. */
final class LongReadsTest {

    private static final DomainName SITE = new DomainName("example.com");
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
}
