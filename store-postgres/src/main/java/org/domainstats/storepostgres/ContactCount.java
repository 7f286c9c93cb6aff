package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * How many contacts there are. To count ten million takes more than a second, and pages ask every
 * few seconds: only those that came since the last time are counted, unless some were removed.
 */
final class ContactCount {

    private static final String SINCE =
            "SELECT (SELECT resets FROM contacts_state), count(*), coalesce(max(id), ?)"
                    + " FROM contacts WHERE id > ?";

    private final PostgresPool pool;
    private volatile Counted last = new Counted(-1, 0, 0);

    /**
     * A count.
     *
     * @param resets how often contacts had been removed
     * @param upTo the number of the newest contact in it
     */
    private record Counted(long resets, long contacts, long upTo) {}

    ContactCount(PostgresPool pool) {
        this.pool = pool;
    }

    /** After a removal, or for the first time, it reads the whole index. */
    long count() {
        Counted before = last;
        Counted now = pool.longTransaction(connection -> since(connection, before));
        if (now.resets != before.resets) {
            now = pool.longTransaction(connection -> since(connection, new Counted(-1, 0, 0)));
        }
        last = now;
        return now.contacts;
    }

    private static Counted since(Connection connection, Counted before) throws SQLException {
        try (PreparedStatement since = connection.prepareStatement(SINCE)) {
            since.setLong(1, before.upTo);
            since.setLong(2, before.upTo);
            try (ResultSet row = since.executeQuery()) {
                row.next();
                return new Counted(
                        row.getLong(1), before.contacts + row.getLong(2), row.getLong(3));
            }
        }
    }
}
