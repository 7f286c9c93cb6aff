package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.DailyCounts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;

/** Daily counts in the table of that name. */
final class SqliteDailyCounts implements DailyCounts {

    private static final String ADD =
            "INSERT INTO daily_counts (host, day, asked) VALUES (?, ?, ?)"
                    + " ON CONFLICT (host, day) DO UPDATE SET asked = asked + excluded.asked";
    private static final String FORGET = "DELETE FROM daily_counts WHERE host = ? AND day < ?";
    private static final String COUNT = "SELECT asked FROM daily_counts WHERE host = ? AND day = ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteDailyCounts(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public int add(String host, LocalDate day, int times) {
        return writer.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD);
                    add.setString(1, host);
                    add.setString(2, day.toString());
                    add.setInt(3, times);
                    add.executeUpdate();
                    PreparedStatement forget = statements.prepare(FORGET);
                    forget.setString(1, host);
                    forget.setString(2, day.minusDays(1).toString());
                    forget.executeUpdate();
                    return count(statements, host, day);
                });
    }

    @Override
    public int count(String host, LocalDate day) {
        return readers.read(statements -> count(statements, host, day));
    }

    private static int count(PreparedStatements statements, String host, LocalDate day)
            throws SQLException {
        PreparedStatement count = statements.prepare(COUNT);
        count.setString(1, host);
        count.setString(2, day.toString());
        try (ResultSet row = count.executeQuery()) {
            return row.next() ? row.getInt(1) : 0;
        }
    }
}
