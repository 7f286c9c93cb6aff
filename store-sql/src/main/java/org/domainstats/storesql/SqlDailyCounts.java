package org.domainstats.storesql;

import org.domainstats.store.DailyCounts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;

/**
 * Daily counts in the table of that name. Where a connection is lost, a question may be counted
 * twice: rather asked too few than too many.
 */
public final class SqlDailyCounts implements DailyCounts {

    private static final String ADD =
            "INSERT INTO daily_counts AS c (host, day, asked) VALUES (?, ?, ?)"
                    + " ON CONFLICT (host, day) DO UPDATE SET asked = c.asked + excluded.asked";
    private static final String FORGET = "DELETE FROM daily_counts WHERE host = ? AND day < ?";
    private static final String COUNT = "SELECT asked FROM daily_counts WHERE host = ? AND day = ?";

    private final SqlDatabase database;

    public SqlDailyCounts(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public int add(String host, LocalDate day, int times) {
        return database.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD);
                    add.setString(1, host);
                    setDay(add, day);
                    add.setInt(3, times);
                    add.executeUpdate();
                    PreparedStatement forget = statements.prepare(FORGET);
                    forget.setString(1, host);
                    setDay(forget, day.minusDays(1));
                    forget.executeUpdate();
                    return count(statements, host, day);
                });
    }

    @Override
    public int count(String host, LocalDate day) {
        return database.read(statements -> count(statements, host, day));
    }

    private static int count(SqlDatabase.Statements statements, String host, LocalDate day)
            throws SQLException {
        PreparedStatement count = statements.prepare(COUNT);
        count.setString(1, host);
        setDay(count, day);
        try (ResultSet row = count.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    /** Without a type: a day is a date in PostgreSQL, and a text in SQLite. */
    private static void setDay(PreparedStatement statement, LocalDate day) throws SQLException {
        statement.setObject(2, day.toString(), Types.OTHER);
    }
}
