package org.domainstats.storemove;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.postgres.StorePassword;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The tables of a database as they stand in its catalogue: a new one moves without a change here,
 * if it has a primary key and the column names of the other stores.
 */
public final class PostgresTables implements StoreTables {

    private static final int FETCH = 10_000;

    private static final List<String> DERIVED =
            List.of(
                    "DELETE FROM triage",
                    "DELETE FROM triage_counts",
                    "DELETE FROM triage_days",
                    "UPDATE triage_state SET up_to = 0");

    private static final String OTHERS =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name = 'domain-stats' AND pid <> ALL (?)";

    /** Held by the session until it ends, however it ends. The number is that of nobody else. */
    private static final String ALONE = "SELECT pg_try_advisory_lock(7218051136340905589)::int";

    private static final String LAST =
            "UPDATE contacts_state SET resets = resets + 1,"
                    + " last = greatest(last, (SELECT coalesce(max(id), 0) FROM contacts))";
    private static final String SEQUENCES =
            "SELECT table_name, column_name FROM information_schema.columns"
                    + " WHERE table_schema = current_schema() AND is_identity = 'YES'";

    private final PostgresAddress address;
    private final Connection reader;
    private final Connection writer;
    private final Map<String, MovedTable> moved;
    private boolean held;

    private PostgresTables(PostgresAddress address, Connection reader, Connection writer)
            throws SQLException {
        this.address = address;
        this.reader = reader;
        this.writer = writer;
        reader.setAutoCommit(false);
        writer.setAutoCommit(false);
        moved = PostgresCatalogue.read(reader);
        reader.rollback();
    }

    /**
     * Connects.
     *
     * @throws StoreException if it cannot be reached, its tables are not there, or another one is
     *     open: two that move different stores into one database would each remove what the other
     *     has written
     */
    public static PostgresTables open(PostgresAddress address, StorePassword password) {
        try {
            var source = address.dataSource(password);
            PostgresTables tables =
                    new PostgresTables(address, source.getConnection(), source.getConnection());
            if (number(tables.writer, ALONE) == 0) {
                tables.close();
                throw new StoreException(
                        address
                                + ": another migrate-store goes on with this database; wait for it");
            }
            tables.writer.commit();
            return tables;
        } catch (SQLException e) {
            throw PostgresFaults.fault(address, e);
        }
    }

    @Override
    public List<Table> tables() {
        return moved.values().stream().map(MovedTable::table).toList();
    }

    private MovedTable moved(Table table) {
        return Objects.requireNonNull(moved.get(table.name()));
    }

    @Override
    public Rows read(Table table) {
        return run(
                () -> {
                    if (!held) {
                        reader.rollback();
                    }
                    PreparedStatement query = reader.prepareStatement(moved(table).select());
                    query.setFetchSize(FETCH);
                    return new JdbcRows(table, query);
                });
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
        try (PreparedStatement remove = writer.prepareStatement(moved(table).delete())) {
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
        try (PreparedStatement insert = writer.prepareStatement(moved(table).upsert())) {
            for (Row row : put) {
                JdbcRows.set(insert, 1, row, table.columns().size());
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
                    requireNobody();
                    String tables = String.join(", ", moved.keySet());
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

    @Override
    public void requireNoServers() {
        run(
                () -> {
                    requireNobody();
                    return true;
                });
    }

    private void requireNobody() throws SQLException {
        long others = others();
        if (others > 0) {
            throw new StoreException(
                    address
                            + ": servers are connected ("
                            + others
                            + " connections); stop them first");
        }
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
