package org.domainstats.sqlite;

import org.domainstats.model.DomainName;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Instants and numbers as they stand in rows. */
public final class ColumnValues {

    private ColumnValues() {}

    public static long number(PreparedStatement query) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    /** An array of names, which hold nothing that JSON would have to escape. */
    public static String json(List<String> names) {
        return names.isEmpty() ? "[]" : "[\"" + String.join("\",\"", names) + "\"]";
    }

    /**
     * The rows of many domains.
     *
     * @param find takes the names as an array of JSON, and yields a domain's place in it last
     */
    public static <T> Map<DomainName, T> all(
            PreparedStatement find, List<DomainName> domains, Reader<T> reader)
            throws SQLException {
        find.setString(1, json(domains.stream().map(DomainName::ascii).toList()));
        Map<DomainName, T> found = new HashMap<>();
        try (ResultSet row = find.executeQuery()) {
            int place = row.getMetaData().getColumnCount();
            while (row.next()) {
                found.put(domains.get(row.getInt(place)), reader.read(row));
            }
        }
        return found;
    }

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    public static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    public static void setInstant(
            PreparedStatement statement, int parameter, @Nullable Instant instant)
            throws SQLException {
        if (instant == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setLong(parameter, instant.toEpochMilli());
        }
    }
}
