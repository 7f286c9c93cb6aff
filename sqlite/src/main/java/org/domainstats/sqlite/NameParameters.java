package org.domainstats.sqlite;

import org.domainstats.model.DomainName;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Many names as one parameter of a query: an array of JSON, which {@code json_each} reads. */
public final class NameParameters {

    private NameParameters() {}

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
}
