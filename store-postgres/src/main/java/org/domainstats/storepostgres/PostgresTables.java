package org.domainstats.storepostgres;

import org.domainstats.store.StoreException;
import org.domainstats.store.StoreTables;
import org.domainstats.storesql.JdbcRows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The tables of a database as they stand in its catalogue: a new one moves without a change here,
 * if it has a primary key and the column names of the other stores.
 */
public final class PostgresTables implements StoreTables {

    private static final int FETCH = 10_000;

    /** What only this store has, what finishing makes, and what servers derive from the rest. */
    private static final Set<String> OWN =
            Set.of(
                    "contacts_state",
                    "schema_history",
                    "journals",
                    "turns",
                    "triage",
                    "triage_counts",
                    "triage_days",
                    "triage_state");

    private static final List<String> DERIVED =
            List.of(
                    "DELETE FROM triage",
                    "DELETE FROM triage_counts",
                    "DELETE FROM triage_days",
                    "UPDATE triage_state SET up_to = 0");

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

    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'domain-stats' AND pid <> ALL (?)";

    private static final String LAST =
            "UPDATE contacts_state SET resets = resets + 1,"
                    + " last = greatest(last, (SELECT coalesce(max(id), 0) FROM contacts))";
    private static final String SEQUENCES =
            "SELECT table_name, column_name FROM information_schema.columns"
                    + " WHERE table_schema = current_schema() AND is_identity = 'YES'";

    private final PostgresAddress address;
    private final Connection reader;
    private final Connection writer;
    private final Map<String, Stored> stored = new LinkedHashMap<>();
    private boolean held;

    /** A column here, and the type that its parameter has. */
    private record StoredColumn(String name, String type, Column column) {}

    private record Stored(Table table, List<StoredColumn> columns) {}

    private PostgresTables(PostgresAddress address, Connection reader, Connection writer)
            throws SQLException {
        this.address = address;
        this.reader = reader;
        this.writer = writer;
        reader.setAutoCommit(false);
        writer.setAutoCommit(false);
        readCatalogue();
    }

    /**
     * Connects.
     *
     * @throws StoreException if it cannot be reached, or its tables are not there
     */
    public static PostgresTables open(PostgresAddress address, StorePassword password) {
        try {
            var source = PostgresSchema.source(address, password);
            return new PostgresTables(address, source.getConnection(), source.getConnection());
        } catch (SQLException e) {
            throw PostgresFaults.fault(address, e);
        }
    }

    private void readCatalogue() throws SQLException {
        Map<String, List<StoredColumn>> columns = new LinkedHashMap<>();
        Map<String, Integer> keys = new LinkedHashMap<>();
        try (PreparedStatement query = reader.prepareStatement(COLUMNS);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                String table = row.getString(1);
                if (!OWN.contains(table)) {
                    columns.computeIfAbsent(table, _ -> new ArrayList<>())
                            .add(column(table, row.getString(2), row.getString(3)));
                    keys.merge(table, row.getInt(4) > 0 ? 1 : 0, Integer::sum);
                }
            }
        }
        reader.rollback();
        columns.forEach(
                (name, all) -> stored.put(name, stored(name, all, keys.getOrDefault(name, 0))));
    }

    /** Contacts move in the order of their log. */
    private static Stored stored(String name, List<StoredColumn> columns, int keys) {
        List<StoredColumn> ordered = new ArrayList<>(columns);
        if (name.equals("contacts")) {
            ordered.sort(java.util.Comparator.comparingInt(each -> each.name.equals("id") ? 0 : 1));
        }
        return new Stored(
                new Table(name, ordered.stream().map(StoredColumn::column).toList(), keys),
                ordered);
    }

    private static StoredColumn column(String table, String name, String type) {
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

    @Override
    public List<Table> tables() {
        return stored.values().stream().map(Stored::table).toList();
    }

    private Stored stored(Table table) {
        return java.util.Objects.requireNonNull(stored.get(table.name()));
    }

    private static String read(Table table, StoredColumn column) {
        Special special = SPECIAL.get(table.name() + "." + column.name);
        if (special != null) {
            return special.read;
        }
        return switch (column.type) {
            case "date" -> column.name + "::text";
            case "bytea" -> "upper(encode(" + column.name + ", 'hex'))";
            default -> column.name;
        };
    }

    private static String write(Table table, StoredColumn column) {
        Special special = SPECIAL.get(table.name() + "." + column.name);
        if (special != null) {
            return special.write;
        }
        return column.type.equals("bytea") ? "decode(?, 'hex')" : "?::" + column.type;
    }

    @Override
    public Rows read(Table table) {
        Stored from = stored(table);
        String columns = from.columns.stream().map(each -> read(table, each)).collect(commas());
        String order =
                from.columns.stream()
                        .limit(table.keys())
                        .map(
                                each ->
                                        each.column.kind() == Kind.TEXT && !each.type.equals("date")
                                                ? each.name + " COLLATE \"C\""
                                                : each.name)
                        .collect(commas());
        return run(
                () -> {
                    if (!held) {
                        reader.rollback();
                    }
                    PreparedStatement query =
                            reader.prepareStatement(
                                    "SELECT "
                                            + columns
                                            + " FROM "
                                            + table.name()
                                            + " ORDER BY "
                                            + order);
                    query.setFetchSize(FETCH);
                    return new JdbcRows(table, query);
                });
    }

    private static java.util.stream.Collector<CharSequence, ?, String> commas() {
        return Collectors.joining(", ");
    }

    @Override
    public void write(Table table, List<Row> put, List<Row> removed) {
        run(
                () -> {
                    remove(table, removed);
                    if (table.name().equals("contacts")) {
                        makeRoom(put);
                    }
                    put(table, put);
                    writer.commit();
                    return put.size();
                });
    }

    private void remove(Table table, List<Row> removed) throws SQLException {
        String keys =
                stored(table).columns.stream()
                        .limit(table.keys())
                        .map(each -> each.name + " = " + write(table, each))
                        .collect(Collectors.joining(" AND "));
        try (PreparedStatement remove =
                writer.prepareStatement("DELETE FROM " + table.name() + " WHERE " + keys)) {
            for (Row row : removed) {
                JdbcRows.set(remove, 1, row, table.keys());
                remove.addBatch();
            }
            remove.executeBatch();
        }
    }

    /** After a reset a site has another number. */
    private void makeRoom(List<Row> put) throws SQLException {
        try (PreparedStatement remove =
                writer.prepareStatement("DELETE FROM contacts WHERE id <> ? AND site = ?")) {
            for (Row row : put) {
                JdbcRows.set(remove, 1, row, 2);
                remove.addBatch();
            }
            remove.executeBatch();
        }
    }

    private void put(Table table, List<Row> put) throws SQLException {
        List<StoredColumn> columns = stored(table).columns;
        String names = columns.stream().map(StoredColumn::name).collect(commas());
        String values = columns.stream().map(each -> write(table, each)).collect(commas());
        String keys =
                columns.stream().limit(table.keys()).map(StoredColumn::name).collect(commas());
        String others =
                IntStream.range(table.keys(), columns.size())
                        .mapToObj(i -> columns.get(i).name)
                        .map(name -> name + " = excluded." + name)
                        .collect(commas());
        String conflict = others.isEmpty() ? "NOTHING" : "UPDATE SET " + others;
        String sql =
                "INSERT INTO "
                        + table.name()
                        + " ("
                        + names
                        + ") OVERRIDING SYSTEM VALUE VALUES ("
                        + values
                        + ") ON CONFLICT ("
                        + keys
                        + ") DO "
                        + conflict;
        try (PreparedStatement insert = writer.prepareStatement(sql)) {
            for (Row row : put) {
                JdbcRows.set(insert, 1, row, columns.size());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    @Override
    public long count(Table table) {
        return run(() -> number(reader, "SELECT count(*) FROM " + table.name()));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            return ColumnValues.number(query);
        }
    }

    /** Servers that are connected would journal what they are asked, and settle it here. */
    @Override
    public void holdWrites() {
        run(
                () -> {
                    long others = others();
                    if (others > 0) {
                        throw new StoreException(
                                address
                                        + ": servers are connected ("
                                        + others
                                        + " connections); stop them first");
                    }
                    String tables =
                            stored.values().stream()
                                    .map(each -> each.table.name())
                                    .collect(commas());
                    reader.rollback();
                    try (Statement lock = reader.createStatement()) {
                        lock.execute(
                                "LOCK TABLE contacts_state, "
                                        + tables
                                        + " IN SHARE ROW EXCLUSIVE MODE");
                    }
                    held = true;
                    return true;
                });
    }

    private long others() throws SQLException {
        try (PreparedStatement query = reader.prepareStatement(OTHERS)) {
            query.setObject(
                    1,
                    new int[] {
                        (int) number(reader, "SELECT pg_backend_pid()"),
                        (int) number(writer, "SELECT pg_backend_pid()")
                    });
            return ColumnValues.number(query);
        }
    }

    @Override
    public void finish() {
        run(
                () -> {
                    try (Statement statement = writer.createStatement()) {
                        statement.execute(LAST);
                        for (String each : DERIVED) {
                            statement.execute(each);
                        }
                        for (String each : sequences()) {
                            statement.execute(each);
                        }
                        statement.execute("ANALYZE");
                    }
                    writer.commit();
                    return true;
                });
    }

    private List<String> sequences() throws SQLException {
        List<String> sequences = new ArrayList<>();
        try (PreparedStatement query = writer.prepareStatement(SEQUENCES);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                sequences.add(
                        "SELECT setval(pg_get_serial_sequence('%1$s', '%2$s'), (SELECT coalesce(max(%2$s), 0) + 1 FROM %1$s), false)"
                                .formatted(row.getString(1), row.getString(2)));
            }
        }
        return sequences;
    }

    /** The servers are stopped, and are started with another store. */
    @Override
    public void retire() {}

    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw PostgresFaults.fault(address, e);
        }
    }

    @Override
    public void close() {
        run(
                () -> {
                    reader.close();
                    writer.close();
                    return true;
                });
    }
}
