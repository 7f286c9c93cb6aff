package org.domainstats.sqlite;

import org.domainstats.base.PrivateFile;
import org.domainstats.base.ResourceFile;
import org.domainstats.store.StoreException;
import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** One database file: how it is opened, brought up to date, and what its faults mean. */
public final class SqliteFile {

    /** Another process may be in the middle of a group; longer than this and it hangs. */
    private static final int BUSY_MILLIS = 10_000;

    private static final String APPLICATION_ID = "PRAGMA application_id";

    static {
        SqliteLibrary.loadUnpacked();
    }

    private final Path path;
    private final JournalMode journal;
    private final SynchronousMode synchronous;
    private final FileIdentity identity;

    private SqliteFile(Path path, JournalMode journal, SynchronousMode synchronous) {
        this.path = path;
        this.journal = journal;
        this.synchronous = synchronous;
        this.identity =
                new FileIdentity(
                        path,
                        synchronous == SynchronousMode.FULL
                                ? "nothing is announced"
                                : "answers go without it");
    }

    /** What was committed survives a power failure too. */
    public static SqliteFile durable(Path path) {
        return new SqliteFile(path, JournalMode.WAL, SynchronousMode.FULL);
    }

    /** A power failure may take back the last transaction, never a part of one. */
    public static SqliteFile replaceable(Path path) {
        return new SqliteFile(path, JournalMode.WAL, SynchronousMode.NORMAL);
    }

    /** Worth nothing once its process has ended. */
    public static SqliteFile scratch(Path path) {
        return new SqliteFile(path, JournalMode.OFF, SynchronousMode.OFF);
    }

    /**
     * Creates the file or brings it up to date.
     *
     * @param owner the class beside which the SQL resources are
     * @param schema their name, {@code schema-1.sql} and so on
     * @param version the newest version of the schema
     */
    public void migrate(Class<?> owner, String schema, int version) {
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                PrivateFolder.prepare(folder, path);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "cannot create the folder of "
                            + path
                            + ": "
                            + e.getMessage()
                            + "; give --data a folder that can be written to",
                    e);
        }
        createPrivately();
        LeftoverWriteAheadLog.verify(path, path.resolveSibling(path.getFileName() + "-wal"));
        int id;
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            migrate(statement, owner, schema, version);
            id = single(statement, APPLICATION_ID);
        } catch (SQLException e) {
            throw fault(e);
        }
        identity.remember(id);
    }

    /** Gives a database or a copy an id of its own, by which {@link FileContent} knows it. */
    public static void giveId(Statement statement) throws SQLException {
        statement.execute(APPLICATION_ID + " = " + DatabaseHeader.newId());
    }

    /** Counts the generation of the database up where it is due, in a transaction. */
    void countGeneration(PreparedStatements statements) throws SQLException {
        if (identity.isToCount()) {
            int id;
            try (PreparedStatement query = statements.prepareOnce(APPLICATION_ID);
                    ResultSet row = query.executeQuery()) {
                row.next();
                id = row.getInt(1);
            }
            statements.execute(APPLICATION_ID + " = " + DatabaseHeader.next(id));
        }
    }

    /** To be called when a transaction with {@link #countGeneration} is durable. */
    void generationCounted() {
        identity.counted();
    }

    /** To be called when all connections are closed. */
    public void close() {
        identity.close();
    }

    /** See {@link FileIdentity#forgetLog}. */
    public void forgetLog() {
        identity.forgetLog();
    }

    /** SQLite would create it for all to read; its other files have the permissions of this one. */
    private void createPrivately() {
        try {
            PrivateFile.create(path);
        } catch (IOException e) {
            // SQLite says what is wrong, and whether it matters.
            System.getLogger(SqliteFile.class.getName())
                    .log(System.Logger.Level.DEBUG, "cannot be made private: " + path, e);
        }
    }

    /**
     * Checks that the file is still the one that was opened.
     *
     * @throws StoreException if it was removed, replaced or overwritten
     */
    public void verifySame() {
        identity.verify();
    }

    /** See {@link FileIdentity#verifyCommitted}. */
    void verifyCommitted() {
        identity.verifyCommitted();
    }

    private void migrate(Statement statement, Class<?> owner, String schema, int version)
            throws SQLException {
        statement.execute("BEGIN IMMEDIATE");
        int found = single(statement, "PRAGMA user_version");
        if (found > version) {
            statement.execute("ROLLBACK");
            throw new StoreException(
                    path
                            + " was written by a newer domain-stats (schema "
                            + found
                            + ", this one knows "
                            + version
                            + "); install that version, or give --data another folder");
        }
        if (found == 0 && single(statement, "SELECT count(*) FROM sqlite_schema") > 0) {
            statement.execute("ROLLBACK");
            throw new StoreException(
                    path
                            + " is the database of another program; move it away, or give --data"
                            + " another folder");
        }
        for (int step = found + 1; step <= version; step++) {
            for (String sql :
                    ResourceFile.text(owner, schema + "-" + step + ".sql").split(";", -1)) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            statement.execute("PRAGMA user_version = " + step);
        }
        if (single(statement, APPLICATION_ID) == 0) {
            giveId(statement);
        }
        statement.execute("COMMIT");
    }

    public static int single(Statement statement, String query) throws SQLException {
        try (ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getInt(1);
        }
    }

    public Connection open() throws SQLException {
        // SQLite would create the file anew, empty.
        identity.verify();
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(journal);
        config.setSynchronous(synchronous);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        // Nobody reads them; the query for each new row took a sixth of the time of the writer.
        config.setGetGeneratedKeys(false);
        if (synchronous == SynchronousMode.FULL) {
            // A row that was moved leaves no copy of a name behind that is forgotten later.
            config.setPragma(Pragma.SECURE_DELETE, "fast");
        }
        return JDBC.createConnection("jdbc:sqlite:" + path, config.toProperties());
    }

    /**
     * Checks that no connection is open, of this process or another: each has the file locked for
     * reading from its first query on, and only without these does SQLite give its log up.
     *
     * @throws StoreException if there is one
     */
    public void requireUnused() {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 0");
            statement.execute("PRAGMA journal_mode = DELETE");
            statement.execute("PRAGMA journal_mode = " + journal);
        } catch (SQLException e) {
            if (SqliteFaults.code(e) == SQLiteErrorCode.SQLITE_BUSY) {
                throw new StoreException(
                        path
                                + " is open in another process; end the server of this folder, or"
                                + " give --data another one, then try again",
                        e);
            }
            throw fault(e);
        }
    }

    /** Loads SQLite's library, so that the first who opens a file need not wait for it. */
    public static void loadLibrary() {
        try (Connection memory = JDBC.createConnection("jdbc:sqlite::memory:", new Properties())) {
            memory.isValid(0);
        } catch (SQLException e) {
            // The next one to open a file reports it.
        }
    }

    /** What SQLite reports, with the way out; or why, if another file was written over this one. */
    public StoreException fault(SQLException e) {
        try {
            identity.verify();
        } catch (StoreException lost) {
            return new StoreException(String.valueOf(lost.getMessage()), e);
        }
        return new StoreException(
                path + ": " + SqliteFaults.wayOut(e) + " (" + e.getMessage() + ")", e);
    }

    public Path path() {
        return path;
    }
}
