package org.domainstats.postgres;

import org.domainstats.postgres.PostgresPool.Work;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Work on a connection in one transaction, which is rolled back where it fails. */
public final class Transactions {

    private Transactions() {}

    /** Work that may wait so long for what others have locked. */
    public static <T> T runWaiting(Connection connection, Duration forLocks, Work<T> work)
            throws SQLException {
        return run(
                connection,
                same -> {
                    try (Statement limit = same.createStatement()) {
                        limit.execute("SET LOCAL lock_timeout = " + forLocks.toMillis());
                    }
                    return work.on(same);
                });
    }

    static <T> T run(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            commit(connection);
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            restoreAutoCommit(connection);
        }
    }

    /** One that was cancelled while it waited for a standby succeeds with a warning. */
    private static void commit(Connection connection) throws SQLException {
        connection.clearWarnings();
        connection.commit();
        @Nullable Throwable warning = connection.getWarnings();
        if (warning != null) {
            throw new SQLException(
                    "committed, but: " + warning.getMessage(), PostgresFaults.COMMIT_IN_DOUBT);
        }
    }

    private static void rollBack(Connection connection, Exception fault) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            fault.addSuppressed(e);
        }
    }

    /** A lost connection cannot be reset; the pool drops it. */
    private static void restoreAutoCommit(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }
}
