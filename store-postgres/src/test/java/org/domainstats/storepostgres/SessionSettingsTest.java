package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.postgres.PostgresPool;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What a session of a server is set to, whatever its database is set to. */
final class SessionSettingsTest {

    private static final TestDatabase DATABASE = TestDatabase.create();

    /**
     * Where PostgreSQL is built with LLVM, as Debian's is, it compiled each group of first contacts
     * anew, which took 0.6 to 0.8 s. A server whose sessions were ended while they were idle did
     * not start.
     */
    @ParameterizedTest
    @CsvSource({
        "jit, on, off",
        "idle_session_timeout, 1h, 0",
        "idle_in_transaction_session_timeout, 1, 30s",
        "lock_timeout, 1, 45s",
        "default_transaction_isolation, serializable, read committed",
    })
    void theDatabaseDecidesNothing(String setting, String ofDatabase, String ofSession)
            throws SQLException {
        try (Connection connection = TestDatabase.server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "ALTER DATABASE %s SET %s = '%s'"
                            .formatted(DATABASE.address().database(), setting, ofDatabase));
        }
        try (PostgresPool pool =
                new PostgresPool(
                        DATABASE.address(),
                        () -> null,
                        TestDatabase.TIMEOUT,
                        ContactRows::confirm)) {
            String found = pool.read(connection -> value(connection, setting));
            assertThat(found).isEqualTo(ofSession);
        }
    }

    private static String value(Connection connection, String setting) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SHOW " + setting)) {
            row.next();
            return row.getString(1);
        }
    }
}
