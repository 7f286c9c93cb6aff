package org.domainstats.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;

import org.domainstats.store.StoreDeadline;
import org.domainstats.store.StoreException;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Connections to the database, and what is done when one is lost. */
public final class PostgresPool implements AutoCloseable {

    /** PostgreSQL allows 100 by default, for all servers together. */
    private static final int MOST_CONNECTIONS = 8;

    /** The least that HikariCP takes. */
    private static final long LEAST_MILLIS = 250;

    /** With one for logs there are three left for what is asked. */
    public static final int MOST_LONG_READS = 4;

    /** Longer than a group takes on a machine that has ten times as much to do as it can. */
    public static final Duration BEHIND = Duration.ofSeconds(20);

    private static final Duration LONG = Duration.ofHours(1);
    private static final long RETRY_MILLIS = 50;

    /** Of the time for a piece of work so much is for finding a connection, at most. */
    private static final int SHARE_FOR_CONNECTION = 2;

    /** What is left for a statement when finding a connection took long. */
    private static final Duration LEAST_FOR_STATEMENT = Duration.ofMillis(50);

    private static final Work<?> READ =
            connection -> {
                try (Statement statement = connection.createStatement()) {
                    return statement.execute("SELECT 1");
                }
            };

    private final PostgresAddress address;
    private final Duration timeout;
    private final Work<?> write;
    private final Reachability reachability;
    private final HikariDataSource connections;
    private final Semaphore longReads = new Semaphore(MOST_LONG_READS, true);

    /** A page of a log is soon read: those who follow one take turns. */
    private final Semaphore logReads = new Semaphore(1, true);

    /** What is done on a connection. It may be done again, when the connection was lost. */
    @FunctionalInterface
    public interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * @param timeout how long work is tried when the database cannot be reached
     * @param write of a row that stays as it is: once it is committed, a database that could not be
     *     used can be used again
     */
    public PostgresPool(
            PostgresAddress address, StorePassword password, Duration timeout, Work<?> write) {
        this.address = address;
        this.timeout = timeout;
        this.write = write;
        long millis = Math.max(LEAST_MILLIS, timeout.toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setJdbcUrl(address.jdbcUrl());
        config.setDataSourceProperties(address.properties(timeout));
        config.setCredentialsProvider(() -> Credentials.of(address.user(), password.read()));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(Math.max(LEAST_MILLIS, millis / SHARE_FOR_CONNECTION));
        config.setValidationTimeout(Math.max(LEAST_MILLIS, millis / 2));
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(SessionSettings.sql(Duration.ofMillis(millis)));
        this.connections = new HikariDataSource(config);
        this.reachability = new Reachability(address, () -> once(timeout, READ), this::probe);
    }

    /**
     * One that takes no writes is of no use: it would be lost again with the next contact, and
     * where commits wait for a standby, each attempt leaves a connection of the database behind. Of
     * these writes the first alone, as the others wait for its row, and no longer than they may.
     */
    private void probe() throws SQLException {
        try {
            once(timeout, write);
        } catch (SQLException e) {
            if (PostgresFaults.isHeldUp(e)) {
                throw e;
            }
            System.getLogger(PostgresPool.class.getName())
                    .log(System.Logger.Level.DEBUG, "reached, and it refuses a write", e);
        }
    }

    /** Does the first work, again and again while the database cannot be reached. */
    public void awaitReachable(Runnable work, Duration longest) {
        long begun = System.nanoTime();
        while (true) {
            try {
                work.run();
                return;
            } catch (StoreException e) {
                boolean isTransient =
                        reachability.outage().filter(now -> !now.refused()).isPresent()
                                && !PostgresFaults.isRefusal(e.getCause());
                if (!isTransient || elapsed(begun).compareTo(longest) >= 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    public PostgresAddress address() {
        return address;
    }

    public Duration timeout() {
        return timeout;
    }

    /** One attempt, each statement committed by itself. */
    public <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            return work.on(connection);
        }
    }

    /** Whether work may be tried now, and what keeps it from being tried. */
    public Reachability reachability() {
        return reachability;
    }

    /** Notes that work was given up. */
    public void gaveUp(SQLException fault) {
        if (PostgresFaults.isOutage(fault)) {
            reachability.lost(fault);
        }
    }

    /** One attempt that may take this long, each statement committed by itself. */
    public <T> T once(Duration within, Work<T> work) throws SQLException {
        return once(
                connection -> {
                    connection.setNetworkTimeout(Runnable::run, (int) within.toMillis());
                    return work.on(connection);
                });
    }

    /** Writes with one statement that may be carried out twice. */
    public <T> T run(Work<T> work) {
        return retry(timeout, work);
    }

    /** Reads a few rows, while commits wait for a standby that hangs as well. */
    public <T> T read(Work<T> work) {
        return retry(reachability::requireReadable, timeout, work);
    }

    /**
     * Reads many rows, perhaps from all over the disk. Where no answer waits for them, that may
     * take longer: slow, it does not mean that the database is away. A few at a time, so that there
     * are connections left for what is asked.
     */
    public <T> T readMany(Work<T> work) {
        return readInTurn(longReads, work);
    }

    /** The same for a page of a log in its order, which waits for no list of the dashboard. */
    public <T> T readLog(Work<T> work) {
        return readInTurn(logReads, work);
    }

    private <T> T readInTurn(Semaphore turns, Work<T> work) {
        if (StoreDeadline.current().isPresent()) {
            return read(work);
        }
        turns.acquireUninterruptibly();
        try {
            return retry(reachability::requireReadable, BEHIND, work);
        } finally {
            turns.release();
        }
    }

    /** Writes in one transaction that may be carried out twice. */
    public <T> T transaction(Work<T> work) {
        return retry(timeout, connection -> Transactions.run(connection, work));
    }

    /** Writes in one transaction that may not be carried out twice. */
    public <T> T transactionOnce(Work<T> work) {
        reachability.require();
        try {
            return once(connection -> Transactions.run(connection, work));
        } catch (SQLException e) {
            gaveUp(e);
            throw fault(e);
        }
    }

    /**
     * The same for what nobody waits for, so that a busy database may take longer over it: slow, it
     * does not mean that the database is away.
     */
    public <T> T transactionBehind(Work<T> work) {
        return retry(BEHIND, connection -> Transactions.runWaiting(connection, BEHIND, work));
    }

    /** The same for work on many rows, that an operator waits for. */
    public <T> T longTransaction(Work<T> work) {
        return retry(LONG, connection -> Transactions.runWaiting(connection, LONG, work));
    }

    private <T> T retry(Duration within, Work<T> work) {
        return retry(reachability::require, within, work);
    }

    /**
     * Where somebody waits for an answer, no longer than that; what is under way then ends within
     * the timeout.
     *
     * @param require throws where it may not be tried
     */
    private <T> T retry(Runnable require, Duration within, Work<T> work) {
        Optional<StoreDeadline> deadline = StoreDeadline.current();
        return deadline.isEmpty()
                ? attempts(require, within, work)
                : BoundedWait.inTime(
                        address, deadline.get().remaining(), () -> attempts(require, within, work));
    }

    /**
     * @param within the longest that a statement may take; new attempts are begun within the
     *     timeout only
     */
    private <T> T attempts(Runnable require, Duration within, Work<T> work) {
        require.run();
        long begun = System.nanoTime();
        while (true) {
            try {
                return once(connection -> work.on(limited(connection, within, begun)));
            } catch (SQLException e) {
                boolean over =
                        elapsed(begun).compareTo(timeout) >= 0 || reachability.outage().isPresent();
                if (over || !PostgresFaults.isTransient(e) || PostgresFaults.isRefusal(e)) {
                    gaveUp(e);
                    throw fault(e);
                }
                reachability.triedAgain(e);
                pause();
            }
        }
    }

    private static Connection limited(Connection connection, Duration within, long begun)
            throws SQLException {
        Duration left = within.minus(elapsed(begun));
        Duration limit = left.compareTo(LEAST_FOR_STATEMENT) < 0 ? LEAST_FOR_STATEMENT : left;
        connection.setNetworkTimeout(Runnable::run, (int) limit.toMillis());
        return connection;
    }

    private static Duration elapsed(long begun) {
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for " + address, e);
        }
    }

    public StoreException fault(SQLException fault) {
        return PostgresFaults.fault(address, fault);
    }

    @Override
    public void close() {
        reachability.close();
        connections.close();
    }
}
