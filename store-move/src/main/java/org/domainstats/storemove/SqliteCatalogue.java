package org.domainstats.storemove;

import org.domainstats.storemove.StoreTables.Column;
import org.domainstats.storemove.StoreTables.Kind;
import org.domainstats.storemove.StoreTables.Table;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The tables that move between stores, as they stand in the files, and the statements that read and
 * write them.
 */
final class SqliteCatalogue {

    /** What only this store has, and what finishing makes. */
    private static final Set<String> OWN =
            Set.of(
                    "contacts_state",
                    "contact_sites",
                    "contact_sites_newer",
                    "past_contacts",
                    "unannounced");

    /** Whether the contact was announced: 1 here, 0 elsewhere, -1 to nobody. */
    private static final String TOLD =
            "CASE WHEN site IN (SELECT u.site FROM unannounced u) THEN -1 WHEN coalesce((SELECT"
                    + " p.last FROM past_contacts p WHERE p.first <= id ORDER BY p.first DESC"
                    + " LIMIT 1), 0) >= id THEN 0 ELSE 1 END";

    private static final String COLUMNS =
            "SELECT t.name, c.name, c.type, c.pk FROM pragma_table_list t"
                    + " JOIN pragma_table_info(t.name, t.schema) c WHERE t.schema = ?"
                    + " AND t.type = 'table' AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid";

    private SqliteCatalogue() {}

    /**
     * @param key its place in the primary key, from 1; 0 if it is not in it
     */
    private record StoredColumn(String name, String type, int key) {

        Column column() {
            Kind kind =
                    switch (type) {
                        case "INTEGER" -> Kind.NUMBER;
                        case "BLOB" -> Kind.BYTES;
                        default -> Kind.TEXT;
                    };
            return new Column(name.equals("only") ? "one" : name, kind);
        }
    }

    /** Those of {@code contacts.db} and of {@code community.db}, if that is attached. */
    static List<Table> read(Connection connection) throws SQLException {
        List<Table> tables = new ArrayList<>();
        for (String schema : List.of("main", "community")) {
            Map<String, List<StoredColumn>> columns = new LinkedHashMap<>();
            try (PreparedStatement query = connection.prepareStatement(COLUMNS)) {
                query.setString(1, schema);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        if (!OWN.contains(row.getString(1))) {
                            columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                    .add(
                                            new StoredColumn(
                                                    row.getString(2),
                                                    row.getString(3),
                                                    row.getInt(4)));
                        }
                    }
                }
            }
            columns.forEach((name, all) -> tables.add(table(name, all)));
        }
        return tables;
    }

    private static Table table(String name, List<StoredColumn> columns) {
        List<Column> all =
                new ArrayList<>(
                        columns.stream()
                                .sorted(
                                        Comparator.comparingInt(
                                                each ->
                                                        each.key == 0
                                                                ? Integer.MAX_VALUE
                                                                : each.key))
                                .map(StoredColumn::column)
                                .toList());
        if (isContacts(name)) {
            all.add(new Column("told", Kind.NUMBER));
        }
        return new Table(name, all, (int) columns.stream().filter(each -> each.key > 0).count());
    }

    /** Whether a table has one column more elsewhere: how a contact was announced. */
    static boolean isContacts(String table) {
        return table.equals("contacts");
    }

    /** Reads all rows in the order of the key. */
    static String select(Table table) {
        return "SELECT "
                + each(table.columns(), SqliteCatalogue::read)
                + " FROM "
                + table.name()
                + " ORDER BY "
                + each(keys(table), SqliteCatalogue::stored);
    }

    /** Removes the row of a key. */
    static String delete(Table table) {
        return "DELETE FROM "
                + table.name()
                + " WHERE "
                + keys(table).stream()
                        .map(each -> stored(each) + " = " + parameter(each))
                        .collect(Collectors.joining(" AND "));
    }

    /** Adds a row, in place of one with the same key. */
    static String put(Table table) {
        return "INSERT OR REPLACE INTO "
                + table.name()
                + " ("
                + each(written(table), SqliteCatalogue::stored)
                + ") VALUES ("
                + each(written(table), SqliteCatalogue::parameter)
                + ")";
    }

    /** The columns that the table has here; they stand before all others. */
    static List<Column> written(Table table) {
        int columns = table.columns().size();
        return table.columns().subList(0, isContacts(table.name()) ? columns - 1 : columns);
    }

    private static List<Column> keys(Table table) {
        return table.columns().subList(0, table.keys());
    }

    private static String each(List<Column> columns, Function<Column, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    private static String stored(Column column) {
        return column.name().equals("one") ? "only" : column.name();
    }

    private static String read(Column column) {
        if (column.name().equals("told")) {
            return TOLD;
        }
        return column.kind() == Kind.BYTES ? "hex(" + stored(column) + ")" : stored(column);
    }

    private static String parameter(Column column) {
        return column.kind() == Kind.BYTES ? "unhex(?)" : "?";
    }
}
