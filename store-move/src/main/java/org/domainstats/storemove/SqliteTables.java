package org.domainstats.storemove;

import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesqlite.SqliteCommunity;
import org.domainstats.storesqlite.SqliteStore;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;

/**
 * The tables of {@code contacts.db} and {@code community.db} as they stand in the files: a new one
 * moves without a change here.
 */
public final class SqliteTables implements StoreTables {

    private static final List<String> INDEX =
            List.of(
                    "DELETE FROM contact_sites",
                    "DELETE FROM contact_sites_newer",
                    "INSERT INTO contact_sites (site, id)"
                            + " SELECT site, max(id) FROM contacts GROUP BY site ORDER BY site",
                    "UPDATE contacts_state SET resets = resets + 1, reset_at = 0, indexed = (SELECT"
                            + " coalesce(max(id), 0) FROM contacts), forgotten = (SELECT"
                            + " coalesce(max(id), 0) - count(*) FROM contacts)");

    private final Path file;
    private final Path community;
    private final SqliteFile database;
    private final List<Table> tables;
    private Connection reader;
    private Connection writer;

    private SqliteTables(Path file, Path community) throws SQLException {
        this.file = file;
        this.community = community;
        this.database = SqliteFile.durable(file);
        this.reader = connect();
        this.writer = connect();
        this.tables = SqliteCatalogue.read(reader);
    }

    /**
     * Opens the files of a data folder, {@code contacts.db} and perhaps {@code community.db}.
     *
     * @throws StoreException if they cannot be used
     */
    public static SqliteTables open(Path contacts, Path community) {
        // Not the whole store: what a move that was broken off has written is not indexed, and
        // would be
        // read into memory.
        SqliteStore.migrate(contacts);
        if (Files.exists(community)) {
            SqliteCommunity.open(community).close();
        }
        try {
            return new SqliteTables(contacts, community);
        } catch (SQLException e) {
            throw new StoreException(contacts + " cannot be used: " + e.getMessage(), e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = database.open();
        if (Files.exists(community)) {
            try (PreparedStatement attach =
                    connection.prepareStatement("ATTACH DATABASE ? AS community")) {
                attach.setString(1, community.toString());
                attach.execute();
            }
        }
        return connection;
    }

    @Override
    public List<Table> tables() {
        return List.copyOf(tables);
    }

    @Override
    public Rows read(Table table) {
        return run(
                () -> new JdbcRows(table, reader.prepareStatement(SqliteCatalogue.select(table))));
    }

    @Override
    public void write(Table table, List<Row> put, List<Row> removed) {
        transaction(
                () -> {
                    remove(table, removed);
                    put(table, put);
                    if (SqliteCatalogue.isContacts(table.name())) {
                        putTold(table, put);
                    }
                    return true;
                });
    }

    private void remove(Table table, List<Row> removed) throws SQLException {
        try (PreparedStatement remove = writer.prepareStatement(SqliteCatalogue.delete(table))) {
            for (Row row : removed) {
                JdbcRows.set(remove, 1, row, table.keys());
                remove.executeUpdate();
            }
        }
    }

    private void put(Table table, List<Row> put) throws SQLException {
        try (PreparedStatement insert = writer.prepareStatement(SqliteCatalogue.put(table))) {
            for (Row row : put) {
                JdbcRows.set(insert, 1, row, SqliteCatalogue.written(table).size());
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
                                "INSERT OR IGNORE INTO past_contacts (first, last) VALUES (?1,"
                                        + " ?1)")) {
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

    /** Its own connections are closed meanwhile. */
    @Override
    public void requireNoServers() {
        close();
        database.requireUnused();
        run(
                () -> {
                    reader = connect();
                    writer = connect();
                    return true;
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
                        writer.setAutoCommit(true);
                    } catch (SQLException | RuntimeException e) {
                        rollBack(e);
                        throw e;
                    }
                    return true;
                });
    }

    /** On a full disk SQLite has rolled back by itself, and says that there is nothing to do. */
    private void rollBack(Exception fault) {
        try {
            writer.rollback();
            writer.setAutoCommit(true);
        } catch (SQLException e) {
            fault.addSuppressed(e);
        }
    }

    private <T> T run(Work<T> work) {
        try {
            return work.run();
        } catch (SQLException e) {
            throw database.fault(e);
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
