package org.domainstats.storepostgres;

import org.domainstats.store.StoreException;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.sql.DataSource;

/**
 * The tables, as numbered migrations. A server never changes them: an operator applies them, with a
 * user that owns them, before the servers that need them are started.
 */
final class PostgresSchema {

    /** The newest migration. */
    static final int VERSION = 1;

    private static final String HISTORY = "schema_history";
    private static final String APPLIED =
            "SELECT max(version::int) FROM " + HISTORY + " WHERE success";

    private PostgresSchema() {}

    /** The SQL of all migrations, in order. */
    static String sql() {
        return IntStream.rangeClosed(1, VERSION)
                .mapToObj(number -> resource("V" + number + "__store.sql"))
                .collect(Collectors.joining("\n"));
    }

    /** What a server needs to be allowed, for a user that owns nothing. */
    static String grants(String user) {
        String name = "\"" + user.replace("\"", "\"\"") + "\"";
        return "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "
                + name
                + ";\nGRANT TRUNCATE ON contacts TO "
                + name
                + ";\nREVOKE INSERT, UPDATE, DELETE ON "
                + HISTORY
                + " FROM "
                + name
                + ";\n";
    }

    private static String resource(String name) {
        try (InputStream resource = PostgresSchema.class.getResourceAsStream(name)) {
            if (resource == null) {
                throw new IllegalStateException("resource missing from the program: " + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("resource cannot be read: " + name, e);
        }
    }

    /**
     * Applies the migrations that are missing. Of two that do so at once, one waits for the other.
     *
     * @return how many were applied
     */
    static int apply(PostgresAddress address, DataSource database) {
        try {
            return Flyway.configure()
                    .dataSource(database)
                    .locations("classpath:org/domainstats/storepostgres")
                    .table(HISTORY)
                    .loggers("slf4j")
                    .load()
                    .migrate()
                    .migrationsExecuted;
        } catch (FlywayException e) {
            throw new StoreException(
                    address + ": its schema cannot be applied: " + e.getMessage(), e);
        }
    }

    /**
     * @throws StoreException if the tables are not those that this program knows
     */
    static void requireCurrent(PostgresPool pool) {
        int found = pool.run(PostgresSchema::version);
        if (found < VERSION) {
            throw new StoreException(
                    pool.address()
                            + " has schema "
                            + found
                            + ", this program needs "
                            + VERSION
                            + "; run domain-stats admin schema --apply");
        }
        if (found > VERSION) {
            throw new StoreException(
                    pool.address()
                            + " was made by a newer domain-stats (schema "
                            + found
                            + ", this one knows "
                            + VERSION
                            + "); install that version");
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
