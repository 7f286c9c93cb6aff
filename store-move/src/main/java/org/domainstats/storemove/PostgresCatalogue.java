package org.domainstats.storemove;

import org.domainstats.storemove.MovedTable.StoredColumn;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables that move between stores, as they stand in the catalogue of the current schema. */
final class PostgresCatalogue {

    /** What only this store has, what finishing makes, and what servers derive from the rest. */
    private static final Set<String> OWN =
            Set.of(
                    "contacts_state",
                    "schema_history",
                    "journals",
                    "forgotten",
                    "turns",
                    "triage",
                    "triage_counts",
                    "triage_days",
                    "triage_state");

    private static final String COLUMNS =
            "SELECT c.table_name, c.column_name, c.data_type, coalesce(k.ordinal_position, 0)"
                    + " FROM information_schema.columns c"
                    + " JOIN information_schema.tables t USING (table_schema, table_name)"
                    + " LEFT JOIN (SELECT u.* FROM information_schema.key_column_usage u"
                    + " JOIN information_schema.table_constraints p"
                    + " USING (constraint_schema, constraint_name)"
                    + " WHERE p.constraint_type = 'PRIMARY KEY') k"
                    + " ON k.table_schema = c.table_schema AND k.table_name = c.table_name"
                    + " AND k.column_name = c.column_name"
                    + " WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE'"
                    + " ORDER BY c.table_name, k.ordinal_position NULLS LAST, c.ordinal_position";

    private PostgresCatalogue() {}

    /** By their names. */
    static Map<String, MovedTable> read(Connection connection) throws SQLException {
        Map<String, List<StoredColumn>> columns = new LinkedHashMap<>();
        Map<String, Integer> keys = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(COLUMNS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String table = row.getString(1);
                if (!OWN.contains(table)) {
                    columns.computeIfAbsent(table, _ -> new ArrayList<>())
                            .add(StoredColumn.of(table, row.getString(2), row.getString(3)));
                    keys.merge(table, row.getInt(4) > 0 ? 1 : 0, Integer::sum);
                }
            }
        }
        Map<String, MovedTable> tables = new LinkedHashMap<>();
        columns.forEach(
                (name, all) ->
                        tables.put(name, MovedTable.of(name, all, keys.getOrDefault(name, 0))));
        return tables;
    }
}
