package org.domainstats.storesqlite;

import org.domainstats.sqlite.ColumnValues;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.StoreException;
import org.domainstats.store.StoreTables;
import org.domainstats.storesql.JdbcRows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of {@code contacts.db} and {@code community.db} as they stand in the files: a new one
 * moves without a change here.
 */
public final class SqliteTables implements StoreTables {

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

    private static final List<String> INDEX =
            List.of(
                    "DELETE FROM contact_sites",
                    "DELETE FROM contact_sites_newer",
                    "INSERT INTO contact_sites (site, id)"
                            + " SELECT site, max(id) FROM contacts GROUP BY site ORDER BY site",
                    "UPDATE contacts_state SET resets = resets + 1, reset_at = 0,"
                            + " indexed = (SELECT coalesce(max(id), 0) FROM contacts),"
                            + " forgotten = (SELECT coalesce(max(id), 0) - count(*) FROM contacts)");

    private final Path file;
    private final Connection reader;
    private final Connection writer;
    private final List<Table> tables = new ArrayList<>();

    private SqliteTables(Path file, Connection reader, Connection writer) throws SQLException {
        this.file = file;
        this.reader = reader;
        this.writer = writer;
        readTables();
    }

    /**
     * Opens the files of a data folder, {@code contacts.db} and perhaps {@code community.db}.
     *
     * @throws StoreException if they cannot be used
     */
    public static SqliteTables open(Path contacts, Path community) {
        SqliteStore.open(contacts).close();
        if (Files.exists(community)) {
            SqliteCommunity.open(community).close();
        }
        try {
            return new SqliteTables(
                    contacts, connect(contacts, community), connect(contacts, community));
        } catch (SQLException e) {
            throw new StoreException(contacts + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static Connection connect(Path contacts, Path community) throws SQLException {
        Connection connection = SqliteFile.durable(contacts).open();
        if (Files.exists(community)) {
            try (PreparedStatement attach =
                    connection.prepareStatement("ATTACH DATABASE ? AS community")) {
                attach.setString(1, community.toString());
                attach.execute();
            }
        }
        return connection;
    }

    private void readTables() throws SQLException {
        for (String schema : List.of("main", "community")) {
            Map<String, List<String[]>> columns = new LinkedHashMap<>();
            try (PreparedStatement query =
                    reader.prepareStatement(
                            "SELECT t.name, c.name, c.type, c.pk FROM pragma_table_list t"
                                    + " JOIN pragma_table_info(t.name, t.schema) c"
                                    + " WHERE t.schema = ? AND t.type = 'table'"
                                    + " AND t.name NOT LIKE 'sqlite%' ORDER BY t.name, c.cid")) {
                query.setString(1, schema);
                try (ResultSet row = query.executeQuery()) {
                    while (row.next()) {
                        if (!OWN.contains(row.getString(1))) {
                            columns.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                                    .add(
                                            new String[] {
                                                row.getString(2), row.getString(3), row.getString(4)
                                            });
                        }
                    }
                }
            }
            columns.forEach((name, all) -> tables.add(table(name, all)));
        }
    }

    private static Table table(String name, List<String[]> columns) {
        List<String[]> ordered = new ArrayList<>(columns);
        ordered.sort(
                Comparator.comparingInt(
                        each ->
                                each[2].equals("0")
                                        ? Integer.MAX_VALUE
                                        : Integer.parseInt(each[2])));
        List<Column> all = new ArrayList<>();
        int keys = 0;
        for (String[] each : ordered) {
            keys += each[2].equals("0") ? 0 : 1;
            Kind kind =
                    switch (each[1]) {
                        case "INTEGER" -> Kind.NUMBER;
                        case "BLOB" -> Kind.BYTES;
                        default -> Kind.TEXT;
                    };
            all.add(new Column(each[0].equals("only") ? "one" : each[0], kind));
        }
        if (name.equals("contacts")) {
            all.add(new Column("told", Kind.NUMBER));
        }
        return new Table(name, all, keys);
    }

    @Override
    public List<Table> tables() {
        return List.copyOf(tables);
    }

    private static String stored(Column column) {
        return column.name().equals("one") ? "only" : column.name();
    }

    @Override
    public Rows read(Table table) {
        String columns =
                table.columns().stream().map(SqliteTables::read).collect(Collectors.joining(", "));
        String order =
                table.columns().stream()
                        .limit(table.keys())
                        .map(SqliteTables::stored)
                        .collect(Collectors.joining(", "));
        return run(
                () ->
                        new JdbcRows(
                                table,
                                reader.prepareStatement(
                                        "SELECT "
                                                + columns
                                                + " FROM "
                                                + table.name()
                                                + " ORDER BY "
                                                + order)));
    }

    private static String read(Column column) {
        if (column.name().equals("told")) {
            return TOLD;
        }
        return column.kind() == Kind.BYTES ? "hex(" + stored(column) + ")" : stored(column);
    }

    @Override
    public void write(Table table, List<Row> put, List<Row> removed) {
        transaction(
                () -> {
                    remove(table, removed);
                    put(table, put);
                    if (table.name().equals("contacts")) {
                        putTold(table, put);
                    }
                    return true;
                });
    }

    private void remove(Table table, List<Row> removed) throws SQLException {
        String keys =
                table.columns().stream()
                        .limit(table.keys())
                        .map(each -> stored(each) + " = " + parameter(each))
                        .collect(Collectors.joining(" AND "));
        try (PreparedStatement remove =
                writer.prepareStatement("DELETE FROM " + table.name() + " WHERE " + keys)) {
            for (Row row : removed) {
                JdbcRows.set(remove, 1, row, table.keys());
                remove.executeUpdate();
            }
        }
    }

    private static String parameter(Column column) {
        return column.kind() == Kind.BYTES ? "unhex(?)" : "?";
    }

    private void put(Table table, List<Row> put) throws SQLException {
        List<Column> columns =
                table.columns().stream().filter(each -> !each.name().equals("told")).toList();
        String names = columns.stream().map(SqliteTables::stored).collect(Collectors.joining(", "));
        String values =
                columns.stream().map(SqliteTables::parameter).collect(Collectors.joining(", "));
        try (PreparedStatement insert =
                writer.prepareStatement(
                        "INSERT OR REPLACE INTO "
                                + table.name()
                                + " ("
                                + names
                                + ") VALUES ("
                                + values
                                + ")")) {
            for (Row row : put) {
                JdbcRows.set(insert, 1, row, columns.size());
                insert.executeUpdate();
            }
        }
    }

    private void putTold(Table table, List<Row> put) throws SQLException {
        int told = table.columns().size() - 1;
        int site = table.columns().indexOf(new Column("site", Kind.TEXT));
        try (PreparedStatement announce =
                        writer.prepareStatement("DELETE FROM unannounced WHERE site = ?");
                PreparedStatement withdraw =
                        writer.prepareStatement(
                                "INSERT OR IGNORE INTO unannounced (site) VALUES (?)");
                PreparedStatement past =
                        writer.prepareStatement(
                                "INSERT OR IGNORE INTO past_contacts (first, last) VALUES (?1, ?1)")) {
            for (Row row : put) {
                long how = (Long) Objects.requireNonNull(row.values().get(told));
                PreparedStatement statement = how < 0 ? withdraw : announce;
                statement.setString(1, (String) row.values().get(site));
                statement.executeUpdate();
                if (how == 0) {
                    past.setLong(1, (Long) Objects.requireNonNull(row.values().getFirst()));
                    past.executeUpdate();
                }
            }
        }
    }

    @Override
    public long count(Table table) {
        return run(
                () -> {
                    try (PreparedStatement count =
                            reader.prepareStatement("SELECT count(*) FROM " + table.name())) {
                        return ColumnValues.number(count);
                    }
                });
    }

    /** A server that is running waits for the file, and says then that the store is not there. */
    @Override
    public void holdWrites() {
        run(
                () -> {
                    try (Statement begin = reader.createStatement()) {
                        return begin.execute("BEGIN IMMEDIATE");
                    }
                });
    }

    @Override
    public void finish() {
        transaction(
                () -> {
                    try (Statement statement = writer.createStatement()) {
                        for (String sql : INDEX) {
                            statement.execute(sql);
                        }
                    }
                    return true;
                });
        removeDerived();
    }

    /** Servers make it anew from the contacts. */
    private void removeDerived() {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Files.deleteIfExists(file.resolveSibling(SqliteStore.TRIAGE + suffix));
            }
        } catch (IOException e) {
            throw new StoreException(
                    "what is derived from " + file + " cannot be removed: " + e.getMessage(), e);
        }
    }

    /**
     * A running server notices that its file was taken away, and announces nothing from then on.
     */
    @Override
    public void retire() {
        try {
            for (String suffix : List.of("", "-wal", "-shm")) {
                Path each = file.resolveSibling(file.getFileName() + suffix);
                if (Files.exists(each)) {
                    Files.move(each, file.resolveSibling(file.getFileName() + ".moved" + suffix));
                }
            }
        } catch (IOException e) {
            throw new StoreException(file + " cannot be moved away: " + e.getMessage(), e);
        }
    }

    private interface Work<T> {
        T run() throws SQLException;
    }

    /** The lock of the file's one writer is held for no longer than this. */
    private void transaction(Work<Boolean> work) {
        run(
                () -> {
                    writer.setAutoCommit(false);
                    try {
                        work.run();
                        writer.commit();
                    } catch (SQLException | RuntimeException e) {
                        writer.rollback();
                        throw e;
                    } finally {
                        writer.setAutoCommit(true);
                    }
                    return true;
                });
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw new StoreException(file + ": " + e.getMessage(), e);
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
