package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;

/** Instants, names and numbers as they stand in rows. */
final class ColumnValues {

    private ColumnValues() {}

    static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** As an array of texts. */
    static String[] names(Collection<DomainName> names) {
        return names.stream().map(DomainName::ascii).toArray(String[]::new);
    }

    /** PostgreSQL stores no NUL in a text, and no reason needs one. */
    static @Nullable String text(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    static void setInstant(PreparedStatement statement, int parameter, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, instant.toEpochMilli());
        }
    }
}
