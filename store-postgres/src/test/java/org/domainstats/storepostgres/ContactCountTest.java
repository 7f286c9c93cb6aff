package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.model.DomainName;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;

/** Where the count of all contacts begins. */
final class ContactCountTest {

    private static final DomainName SITE = new DomainName("new.example");

    /** The first page of the dashboard after a start took 2 to 3 s with ten million contacts. */
    @Test
    void aServerThatHasJustStartedGoesOnFromWhatWasCountedBefore() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = TestDatabase.server().connect(database.address().database());
                Statement rows = connection.createStatement()) {
            fill(rows);
            assertThat(count(database)).isEqualTo(ContactCount.WORTH_STORING);
            // That they are gone can be seen by whoever reads them all.
            rows.execute("DELETE FROM contacts");
            try (PostgresStore store = database.open()) {
                store.contacts().recordIfAbsent(SITE, Instant.EPOCH);
                assertThat(store.contacts().count()).isEqualTo(ContactCount.WORTH_STORING + 1);
            }
        }
    }

    @Test
    void afterARemovalAllAreCounted() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = TestDatabase.server().connect(database.address().database());
                Statement rows = connection.createStatement()) {
            fill(rows);
            assertThat(count(database)).isEqualTo(ContactCount.WORTH_STORING);
            try (PostgresStore store = database.open()) {
                assertThat(store.erasure().forget(new DomainName("site1.example"))).isTrue();
            }
            assertThat(count(database)).isEqualTo(ContactCount.WORTH_STORING - 1);
            assertThat(count(database)).isEqualTo(ContactCount.WORTH_STORING - 1);
        }
    }

    private static void fill(Statement rows) throws SQLException {
        rows.execute(
                "INSERT INTO contacts SELECT 'site' || n || '.example', n, 1, 1, 1, 1"
                        + " FROM generate_series(1, "
                        + ContactCount.WORTH_STORING
                        + ") n");
        rows.execute("UPDATE contacts_state SET last = " + ContactCount.WORTH_STORING);
    }

    /** By a server that has just started. */
    private static long count(TestDatabase database) {
        try (PostgresStore store = database.open()) {
            return store.contacts().count();
        }
    }
}
