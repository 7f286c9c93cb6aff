package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresAddress;
import org.domainstats.postgreskit.EmbeddedPostgres;
import org.domainstats.store.StoreException;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A database with the schema, on the one server of this module's tests. */
final class TestDatabase {

    /** Longer than a busy machine needs for the largest group. */
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresAddress address;

    private TestDatabase(PostgresAddress address) {
        this.address = address;
    }

    /** The server, started once. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start("fsync=off");
            } catch (IOException e) {
                throw new StoreException("PostgreSQL for tests does not start", e);
            }
        }
    }

    static EmbeddedPostgres server() {
        return Server.POSTGRES;
    }

    /** A database to copy: that is sooner done than to apply every migration again. */
    private static final class Template {

        static final String NAME = make();

        private static String make() {
            String name = "with_schema";
            try {
                PostgresAddress address = PostgresAddress.parse(server().createDatabase(name));
                PostgresStore.applySchema(address, () -> null);
                return name;
            } catch (SQLException e) {
                throw new StoreException("no database to copy for tests", e);
            }
        }
    }

    static TestDatabase create() {
        String name = "test_" + NUMBER.incrementAndGet();
        String template = Template.NAME;
        try (Connection connection = server().connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " TEMPLATE " + template);
            return new TestDatabase(
                    PostgresAddress.parse(server().address(EmbeddedPostgres.SUPERUSER, name)));
        } catch (SQLException e) {
            throw new StoreException("no database for tests", e);
        }
    }

    /** Leaves the tables as they were made. */
    void clear() {
        try (Connection connection = server().connect(address.database());
                Statement statement = connection.createStatement()) {
            // To truncate makes new files for each table, however few rows are in it.
            for (String table : tables(statement)) {
                statement.addBatch("DELETE FROM " + table);
            }
            statement.executeBatch();
            statement.execute("UPDATE triage_state SET up_to = 0");
            statement.execute(
                    "UPDATE contacts_state SET last = 0, resets = 0, settled = 0,"
                            + " counted_resets = -1");
            statement.execute(
                    "UPDATE events_state SET steps = 0, last = 0, contacts = 0, holder = '',"
                            + " held_until = 0");
        } catch (SQLException e) {
            throw new StoreException("the database for tests cannot be cleared", e);
        }
    }

    /** All but those of one row that is always there, and the list of migrations. */
    private static List<String> tables(Statement statement) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet row =
                statement.executeQuery(
                        "SELECT tablename FROM pg_tables"
                                + " WHERE schemaname = 'public' AND tablename NOT IN"
                                + " ('contacts_state', 'events_state', 'triage_state',"
                                + " 'schema_history')")) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }

    PostgresAddress address() {
        return address;
    }

    PostgresStore open() {
        return PostgresStore.open(address, () -> null, TIMEOUT);
    }
}
