package org.domainstats.storepostgres;

import org.domainstats.postgres.FirstConnection;
import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.SessionCheck;
import org.domainstats.postgres.StorePassword;
import org.domainstats.store.StoreException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/**
 * The tables, as numbered migrations. A server never changes them: an operator applies them, with a
 * user that owns them, before the servers that need them are started.
 */
final class PostgresSchema {

    private static final String HISTORY = "schema_history";
    private static final String APPLIED =
            "SELECT max(version::int) FROM " + HISTORY + " WHERE success";

    private PostgresSchema() {}

    /**
     * What a server needs to be allowed, for a user that owns nothing.
     *
     * @param schema that the tables are in
     */
    static String grants(String user, String schema) {
        return """
               GRANT USAGE ON SCHEMA %2$s TO %1$s;
               GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %2$s TO %1$s;
               GRANT TRUNCATE ON %2$s.contacts TO %1$s;
               REVOKE INSERT, UPDATE, DELETE ON %2$s.%3$s FROM %1$s;
               """
                .formatted(identifier(user), identifier(schema), HISTORY);
    }

    private static String identifier(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    /**
     * Applies the migrations that are missing. Of two that do so at once, one waits for the other.
     *
     * @return how many were applied
     */
    static int apply(PostgresAddress address, StorePassword password) {
        try {
            DataSource database = address.dataSource(password);
            requireUnicode(address, database);
            Flyway migrations =
                    Flyway.configure()
                            .dataSource(database)
                            .resourceProvider(new Migrations())
                            .table(HISTORY)
                            .loggers("slf4j")
                            .load();
            requireNotNewer(address, migrations);
            return migrations.migrate().migrationsExecuted;
        } catch (SQLException e) {
            throw PostgresFaults.fault(address, e);
        } catch (FlywayException e) {
            throw new StoreException(
                    address + ": its schema cannot be applied: " + e.getMessage(), e);
        }
    }

    /** Flyway only warns of it, and nothing would be said of why servers refuse to start. */
    private static void requireNotNewer(PostgresAddress address, Flyway migrations) {
        @Nullable MigrationInfo current = migrations.info().current();
        if (current != null
                && current.getVersion().isNewerThan(Integer.toString(Migrations.newest()))) {
            throw newer(address, current.getVersion().toString());
        }
    }

    private static StoreException newer(PostgresAddress address, String found) {
        return new StoreException(
                address
                        + " was made by a newer domain-stats (schema "
                        + found
                        + ", this one knows "
                        + Migrations.newest()
                        + "); install that version");
    }

    /** Notes of analysts and what registries say are in all the scripts there are. */
    private static void requireUnicode(PostgresAddress address, DataSource database)
            throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement encoding = connection.prepareStatement("SHOW server_encoding");
                ResultSet row = encoding.executeQuery()) {
            row.next();
            if (!row.getString(1).equals("UTF8")) {
                throw new StoreException(
                        address
                                + " has the encoding "
                                + row.getString(1)
                                + ", which cannot hold all that is written into it; make the"
                                + " database anew: CREATE DATABASE ... ENCODING 'UTF8' TEMPLATE"
                                + " template0");
            }
        }
    }

    /**
     * Connects to a database that has them.
     *
     * @param startTimeout how long a database is waited for that cannot be reached
     */
    static PostgresPool connect(
            PostgresAddress address,
            StorePassword password,
            Duration timeout,
            Duration startTimeout) {
        FirstConnection.requireNotRefused(address, password, timeout);
        PostgresPool pool = new PostgresPool(address, password, timeout, ContactRows::confirm);
        try {
            pool.awaitReachable(() -> requireCurrent(pool), startTimeout);
            SessionCheck.require(pool);
            return pool;
        } catch (StoreException e) {
            pool.close();
            throw e;
        }
    }

    /**
     * @throws StoreException if the tables are not those that this program knows
     */
    private static void requireCurrent(PostgresPool pool) {
        int found = pool.read(PostgresSchema::version);
        int known = Migrations.newest();
        if (found < known) {
            throw new StoreException(
                    pool.address()
                            + " has schema "
                            + found
                            + ", this program needs "
                            + known
                            + "; run domain-stats admin schema --apply");
        }
        if (found > known) {
            throw newer(pool.address(), Integer.toString(found));
        }
    }

    private static int version(Connection connection) throws SQLException {
        try (PreparedStatement applied = connection.prepareStatement(APPLIED);
                ResultSet row = applied.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }
}
