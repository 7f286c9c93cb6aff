package org.domainstats.storekit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;

/**
 * A SQLite store of millions of contacts, made in seconds by SQL rather than in minutes by asking.
 * What its statements take for granted is the schema, so that they fail when that changes.
 */
public final class ManyContacts {

    private ManyContacts() {}

    /**
     * Fills a store that has its schema and nothing else.
     *
     * @param contacts the file with the contacts
     * @param triage the file that is derived from it
     * @param count how many contacts
     * @param begin when the first of them was asked about
     * @param span how long it took until the last one was
     */
    public static void fill(Path contacts, Path triage, int count, Instant begin, Duration span) {
        String sql =
                statements()
                        .replace(":count", Integer.toString(count))
                        .replace(":begin", Long.toString(begin.toEpochMilli()))
                        .replace(":step", Long.toString(span.toMillis() / count));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + contacts);
                Statement statement = connection.createStatement()) {
            String quoted = triage.toString().replace("'", "''");
            statement.execute("ATTACH DATABASE '" + quoted + "' AS attached");
            for (String each : sql.split(";\n", -1)) {
                if (!each.isBlank()) {
                    statement.execute(each);
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("many-contacts.sql does not fit the schema", e);
        }
    }

    private static String statements() {
        try (InputStream file = ManyContacts.class.getResourceAsStream("many-contacts.sql")) {
            if (file == null) {
                throw new IllegalStateException("many-contacts.sql is missing");
            }
            // Comments are lines of their own.
            return new String(file.readAllBytes(), UTF_8).replaceAll("(?m)^--.*\n", "").strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
