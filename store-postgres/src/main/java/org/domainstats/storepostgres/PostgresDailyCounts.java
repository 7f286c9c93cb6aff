package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.DailyCounts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/**
 * Daily counts in the table of that name, shared by all servers. Where a connection is lost, a
 * question may be counted twice: rather asked too few than too many.
 */
final class PostgresDailyCounts implements DailyCounts {

    private static final String ADD =
            "INSERT INTO daily_counts AS c (host, day, asked) VALUES (?, ?, ?)"
                    + " ON CONFLICT (host, day) DO UPDATE SET asked = c.asked + excluded.asked"
                    + " RETURNING asked";
    private static final String FORGET = "DELETE FROM daily_counts WHERE host = ? AND day < ?";
    private static final String COUNT = "SELECT asked FROM daily_counts WHERE host = ? AND day = ?";

    private final PostgresPool pool;

    PostgresDailyCounts(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public int add(String host, LocalDate day, int times) {
        return pool.transaction(
                connection -> {
                    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                        forget.setString(1, host);
                        forget.setObject(2, day.minusDays(1));
                        forget.executeUpdate();
                    }
                    try (PreparedStatement add = connection.prepareStatement(ADD)) {
                        add.setString(1, host);
                        add.setObject(2, day);
                        add.setInt(3, times);
                        return count(add);
                    }
                });
    }

    @Override
    public int count(String host, LocalDate day) {
        return pool.run(
                connection -> {
                    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
                        count.setString(1, host);
                        count.setObject(2, day);
                        return count(count);
                    }
                });
    }

    private static int count(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
