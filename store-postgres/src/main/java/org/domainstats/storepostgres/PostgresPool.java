package org.domainstats.storepostgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.Credentials;

import org.domainstats.base.CircuitBreaker;
import org.domainstats.store.StoreException;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Connections to the database, and what is done when one is lost. */
final class PostgresPool implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PostgresPool.class.getName());

    /** PostgreSQL allows 100 by default, for all servers together. */
    private static final int MOST_CONNECTIONS = 8;

    /** The least that HikariCP takes. */
    private static final long LEAST_MILLIS = 250;

    private static final Duration LONG = Duration.ofHours(1);
    private static final long RETRY_MILLIS = 50;

    /**
     * A server that vanished in the middle of a statement holds locks until its connection is found
     * dead, and others wait for them: half a minute at most.
     */
    private static final String ON_CONNECT =
            "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
                    + " SET tcp_keepalives_count = 4; SET idle_in_transaction_session_timeout = 30000;"
                    + " SET default_transaction_isolation = 'read committed'";

    /**
     * While it cannot be reached, one in a while tries; the others need not wait for it in vain.
     */
    private static final CircuitBreaker.Policy BREAKER =
            new CircuitBreaker.Policy(1, Duration.ofMillis(250), Duration.ofSeconds(1));

    private final PostgresAddress address;
    private final Duration timeout;
    private final CircuitBreaker breaker;
    private final HikariDataSource connections;

    /** What is done on a connection. It may be done again, when the connection was lost. */
    @FunctionalInterface
    interface Work<T> {
        T on(Connection connection) throws SQLException;
    }

    /**
     * @param timeout how long work is tried when the database cannot be reached
     */
    PostgresPool(
            PostgresAddress address,
            StorePassword password,
            Duration timeout,
            RandomGenerator random) {
        this.address = address;
        this.timeout = timeout;
        this.breaker = new CircuitBreaker(BREAKER, System::nanoTime, random);
        long millis = Math.max(LEAST_MILLIS, timeout.toMillis());
        HikariConfig config = new HikariConfig();
        config.setPoolName("postgresql");
        config.setJdbcUrl(address.jdbcUrl());
        Properties properties = address.properties();
        String seconds = Long.toString(Math.max(1, TimeUnit.MILLISECONDS.toSeconds(millis)));
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        config.setDataSourceProperties(properties);
        config.setCredentialsProvider(() -> Credentials.of(address.user(), password.read()));
        config.setMaximumPoolSize(MOST_CONNECTIONS);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(millis);
        config.setValidationTimeout(Math.max(LEAST_MILLIS, millis / 2));
        config.setInitializationFailTimeout(-1);
        config.setConnectionInitSql(ON_CONNECT);
        this.connections = new HikariDataSource(config);
    }

    PostgresAddress address() {
        return address;
    }

    Duration timeout() {
        return timeout;
    }

    /** One attempt, each statement committed by itself. */
    <T> T once(Work<T> work) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            T result = work.on(connection);
            breaker.succeeded();
            return result;
        }
    }

    /**
     * Whether work may be tried now; what is tried ends in a success, or in {@link #gaveUp}.
     *
     * @throws StoreException if the database could not be reached a moment ago
     */
    void requireReachable() {
        if (!breaker.tryAcquire()) {
            throw new StoreException(address + ": cannot be reached just now");
        }
    }

    /** Notes that work was given up. */
    void gaveUp(SQLException fault) {
        if (PostgresFaults.mayPass(fault) && breaker.failed()) {
            LOG.log(System.Logger.Level.ERROR, fault(fault).getMessage());
        }
    }

    /** One attempt that may take this long, each statement committed by itself. */
    <T> T once(Duration within, Work<T> work) throws SQLException {
        return once(
                connection -> {
                    connection.setNetworkTimeout(Runnable::run, (int) within.toMillis());
                    return work.on(connection);
                });
    }

    /** Reads, or writes with one statement that may be carried out twice. */
    <T> T run(Work<T> work) {
        return retry(() -> once(work));
    }

    /** Writes in one transaction that may be carried out twice. */
    <T> T transaction(Work<T> work) {
        return retry(() -> once(connection -> inTransaction(connection, work)));
    }

    /** Writes in one transaction that may not be carried out twice. */
    <T> T transactionOnce(Work<T> work) {
        requireReachable();
        try {
            return once(connection -> inTransaction(connection, work));
        } catch (SQLException e) {
            gaveUp(e);
            throw fault(e);
        }
    }

    /** The same for work on many rows, that an operator waits for. */
    <T> T longTransaction(Work<T> work) {
        return retry(() -> once(LONG, connection -> inTransaction(connection, work)));
    }

    static <T> T inTransaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.on(connection);
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            rollBack(connection, e);
            throw e;
        } finally {
            restoreAutoCommit(connection);
        }
    }

    private static void rollBack(Connection connection, Exception fault) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            fault.addSuppressed(e);
        }
    }

    /** A connection that was lost cannot be told anything any more; the pool drops it. */
    private static void restoreAutoCommit(Connection connection) throws SQLException {
        if (!connection.isClosed()) {
            connection.setAutoCommit(true);
        }
    }

    /** One attempt. */
    @FunctionalInterface
    private interface Attempt<T> {
        T run() throws SQLException;
    }

    private <T> T retry(Attempt<T> attempt) {
        requireReachable();
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            try {
                return attempt.run();
            } catch (SQLException e) {
                if (!PostgresFaults.mayPass(e) || System.nanoTime() >= end) {
                    gaveUp(e);
                    throw fault(e);
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for " + address, e);
        }
    }

    StoreException fault(SQLException fault) {
        return PostgresFaults.fault(address, fault);
    }

    @Override
    public void close() {
        connections.close();
    }
}
