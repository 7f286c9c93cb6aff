package org.domainstats.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A connection with the statements prepared on it, each prepared once. For one thread at a time.
 */
public final class PreparedStatements implements AutoCloseable {

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();
    private final List<WriteQueue.Work<?>> beforeCommit = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private final List<Runnable> whenAway = new ArrayList<>();
    private long transactions;

    public PreparedStatements(Connection connection) {
        this.connection = connection;
    }

    /**
     * A connection to a file on which these statements were executed; none if one of them fails.
     */
    static PreparedStatements open(SqliteFile file, List<String> first) throws SQLException {
        PreparedStatements statements = new PreparedStatements(file.open());
        try {
            for (String sql : first) {
                statements.execute(sql);
            }
        } catch (SQLException e) {
            statements.close();
            throw e;
        }
        return statements;
    }

    public PreparedStatement prepare(String sql) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        return statement;
    }

    /** Prepares a statement that the caller closes. */
    public PreparedStatement prepareOnce(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    public void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Begins a transaction and takes the lock of the file's one writer. */
    public void begin() throws SQLException {
        beforeCommit.clear();
        afterCommit.clear();
        whenAway.clear();
        connection.setAutoCommit(false);
        transactions++;
    }

    /** How many transactions were begun so far. */
    public long transactions() {
        return transactions;
    }

    /** Has something done as the last part of the open transaction. */
    public void beforeCommit(WriteQueue.Work<?> work) {
        beforeCommit.add(work);
    }

    /** Has something done once the open transaction is durable, and not at all if it fails. */
    public void afterCommit(Runnable action) {
        afterCommit.add(action);
    }

    /**
     * Has something done if the open transaction fails though it is committed: into a file that was
     * taken away by then, and may come back.
     */
    public void whenAway(Runnable action) {
        whenAway.add(action);
    }

    /**
     * Makes durable what was done since {@link #begin}. The driver's own {@code commit} would begin
     * the next transaction at once, and so keep other processes from writing.
     */
    public void commit() throws SQLException {
        for (WriteQueue.Work<?> work : beforeCommit) {
            work.on(this);
        }
        beforeCommit.clear();
        connection.setAutoCommit(true);
    }

    /** Does what was to be done if the file was taken away. */
    void runWhenAway() {
        whenAway.forEach(Runnable::run);
        whenAway.clear();
    }

    /** Does what was to be done once the transaction is durable. */
    public void runAfterCommit() {
        afterCommit.forEach(Runnable::run);
        afterCommit.clear();
    }

    /** Closing rolls back what was not committed. */
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // Nothing of ours is lost with a connection that cannot even be closed.
            System.getLogger(PreparedStatements.class.getName())
                    .log(System.Logger.Level.DEBUG, "close failed", e);
        }
    }
}
