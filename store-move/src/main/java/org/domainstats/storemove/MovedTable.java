package org.domainstats.storemove;

import org.domainstats.storemove.StoreTables.Column;
import org.domainstats.storemove.StoreTables.Kind;
import org.domainstats.storemove.StoreTables.Table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A table that moves between stores, and the statements that read and write it here.
 *
 * @param table as every store knows it
 * @param columns those of the key first
 */
record MovedTable(Table table, List<StoredColumn> columns) {

    /** Columns that stand otherwise here: how they are read, and written from their parameter. */
    private static final Map<String, Special> SPECIAL =
            Map.of(
                    "contacts.claim",
                    new Special(
                            "told",
                            "CASE WHEN claim < 0 THEN -1 WHEN claim = 0 THEN 0 ELSE 1 END",
                            "CASE ?::bigint WHEN 1 THEN 1 WHEN 0 THEN 0"
                                    + " ELSE -1 - floor(random() * 1e18)::bigint END"),
                    "community_contacts.claim",
                    new Special(
                            "to_announce",
                            "(claim IS NULL)::integer",
                            "CASE ?::bigint WHEN 1 THEN NULL ELSE 0 END"));

    private record Special(String name, String read, String write) {}

    /** Contacts move in the order of their log. */
    static MovedTable of(String name, List<StoredColumn> columns, int keys) {
        List<StoredColumn> ordered = new ArrayList<>(columns);
        if (name.equals("contacts")) {
            ordered.sort(Comparator.comparingInt(each -> each.name.equals("id") ? 0 : 1));
        }
        return new MovedTable(
                new Table(name, ordered.stream().map(StoredColumn::column).toList(), keys),
                ordered);
    }

    /** A column here, and the type that its parameter has. */
    record StoredColumn(String name, String type, Column column) {

        static StoredColumn of(String table, String name, String type) {
            Special special = SPECIAL.get(table + "." + name);
            Kind kind =
                    switch (type) {
                        case "bigint", "integer" -> Kind.NUMBER;
                        case "bytea" -> Kind.BYTES;
                        default -> Kind.TEXT;
                    };
            return new StoredColumn(
                    name, type, new Column(special == null ? name : special.name, kind));
        }
    }

    String name() {
        return table.name();
    }

    /** Reads all rows in the order of the key. */
    String select() {
        return "SELECT "
                + each(columns, this::read)
                + " FROM "
                + name()
                + " ORDER BY "
                + each(keys(), MovedTable::order);
    }

    /** Removes the row of a key. */
    String delete() {
        return "DELETE FROM "
                + name()
                + " WHERE "
                + keys().stream()
                        .map(each -> each.name + " = " + write(each))
                        .collect(Collectors.joining(" AND "));
    }

    /** Adds a row, in place of one with the same key. */
    String upsert() {
        String others =
                IntStream.range(table.keys(), columns.size())
                        .mapToObj(i -> columns.get(i).name)
                        .map(name -> name + " = excluded." + name)
                        .collect(Collectors.joining(", "));
        return "INSERT INTO "
                + name()
                + " ("
                + each(columns, StoredColumn::name)
                + ") OVERRIDING SYSTEM VALUE VALUES ("
                + each(columns, this::write)
                + ") ON CONFLICT ("
                + each(keys(), StoredColumn::name)
                + ") DO "
                + (others.isEmpty() ? "NOTHING" : "UPDATE SET " + others);
    }

    private List<StoredColumn> keys() {
        return columns.subList(0, table.keys());
    }

    private static String each(List<StoredColumn> columns, Function<StoredColumn, String> sql) {
        return columns.stream().map(sql).collect(Collectors.joining(", "));
    }

    private static String order(StoredColumn column) {
        return column.column.kind() == Kind.TEXT && !column.type.equals("date")
                ? column.name + " COLLATE \"C\""
                : column.name;
    }

    private String read(StoredColumn column) {
        Special special = SPECIAL.get(name() + "." + column.name);
        if (special != null) {
            return special.read;
        }
        return switch (column.type) {
            case "date" -> column.name + "::text";
            case "bytea" -> "upper(encode(" + column.name + ", 'hex'))";
            default -> column.name;
        };
    }

    private String write(StoredColumn column) {
        Special special = SPECIAL.get(name() + "." + column.name);
        if (special != null) {
            return special.write;
        }
        return column.type.equals("bytea") ? "decode(?, 'hex')" : "?::" + column.type;
    }
}
