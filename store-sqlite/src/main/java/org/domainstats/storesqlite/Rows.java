package org.domainstats.storesqlite;

import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;

/** Instants and numbers as they stand in rows. */
final class Rows {

    private Rows() {}

    static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** An array of names, which hold nothing that JSON would have to escape. */
    static String json(List<String> names) {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static void setInstant(PreparedStatement statement, int parameter, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setLong(parameter, instant.toEpochMilli());
        }
    }
}
