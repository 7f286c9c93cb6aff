package org.domainstats.torture;

import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.torture.ledger.Counters;
import org.domainstats.torture.ledger.Counters.Violation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;

/** Reads the log of first contacts while it is written, and compares at the end what it read. */
final class CursorReader implements AutoCloseable {

    private static final String NEXT =
            "SELECT id FROM contacts WHERE id > ? ORDER BY id LIMIT 1000";
    private static final long PAUSE_MILLIS = 5;

    private final EmbeddedPostgres postgres;
    private final String database;
    private final Counters counters;
    private final Thread thread;
    private volatile boolean closed;
    private long cursor;
    private long read;

    CursorReader(EmbeddedPostgres postgres, String database, Counters counters) {
        this.postgres = postgres;
        this.database = database;
        this.counters = counters;
        this.thread = Thread.ofVirtual().start(this::follow);
    }

    private void follow() {
        while (!closed) {
            try (Connection connection = postgres.connect(database)) {
                while (!closed) {
                    if (!readPage(connection)) {
                        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                    }
                }
            } catch (SQLException e) {
                // The database was killed: it goes on where it was.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private boolean readPage(Connection connection) throws SQLException {
        try (PreparedStatement next = connection.prepareStatement(NEXT)) {
            next.setLong(1, cursor);
            long before = read;
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    cursor = row.getLong(1);
                    read++;
                }
            }
            return read > before;
        }
    }

    /** Reads what is left, and whether nothing was passed over. */
    void finish() throws SQLException, InterruptedException {
        closed = true;
        thread.join();
        try (Connection connection = postgres.connect(database)) {
            while (readPage(connection)) {
                // More to read.
            }
            try (PreparedStatement count =
                            connection.prepareStatement("SELECT count(*) FROM contacts");
                    ResultSet row = count.executeQuery()) {
                row.next();
                if (row.getLong(1) != read) {
                    counters.violation(
                            Violation.LOST,
                            "a reader of the log saw " + read + " of " + row.getLong(1));
                }
            }
        }
        counters.count("rows of a shared log followed", read);
    }

    @Override
    public void close() {
        closed = true;
    }
}
