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

    /** These are counted in some 10 ms. */
    static final long WORTH_STORING = 100_000;

    private static final String SINCE =
            "SELECT (SELECT resets FROM contacts_state), count(*), coalesce(max(id), ?)"
                    + " FROM contacts WHERE id > ?";
    private static final String STORED =
            "SELECT counted_resets, counted, counted_up_to FROM contacts_state";
    private static final String STORE =
            "UPDATE contacts_state SET counted_resets = ?, counted = ?, counted_up_to = ?";

    private static final Counted NOTHING = new Counted(-1, 0, 0);

    private final PostgresPool pool;
    private volatile Counted last = NOTHING;
    private volatile Counted stored = NOTHING;

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

    /** After a removal, or for the first time of all servers, it reads the whole index. */
    long count() {
        if (last.equals(NOTHING)) {
            stored = pool.read(ContactCount::stored);
            last = stored;
        }
        Counted before = last;
        Counted now = pool.longTransaction(connection -> since(connection, before));
        if (now.resets != before.resets) {
            now = pool.longTransaction(connection -> since(connection, NOTHING));
        }
        last = now;
        store(now);
        return now.contacts;
    }

    /** Where it cannot be written, the next one to ask has the number all the same. */
    private void store(Counted now) {
        long known = now.resets == stored.resets ? stored.contacts : 0;
        if (now.contacts - known >= WORTH_STORING) {
            stored = now;
            pool.run(connection -> store(connection, now));
        }
    }

    private static int store(Connection connection, Counted now) throws SQLException {
        try (PreparedStatement store = connection.prepareStatement(STORE)) {
            store.setLong(1, now.resets);
            store.setLong(2, now.contacts);
            store.setLong(3, now.upTo);
            return store.executeUpdate();
        }
    }

    private static Counted stored(Connection connection) throws SQLException {
        try (PreparedStatement stored = connection.prepareStatement(STORED);
                ResultSet row = stored.executeQuery()) {
            row.next();
            return new Counted(row.getLong(1), row.getLong(2), row.getLong(3));
        }
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
