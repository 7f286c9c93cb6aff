package org.domainstats.storesql;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;

/** Instants, numbers and texts as they stand in rows: an instant is a number of milliseconds. */
public final class ColumnValues {

    private ColumnValues() {}

    public static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public static void setInstant(
            PreparedStatement statement, int parameter, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, instant.toEpochMilli());
        }
    }

    /** PostgreSQL stores no NUL in a text, and no text needs one. */
    public static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }
}
