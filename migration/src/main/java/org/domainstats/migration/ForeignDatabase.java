package org.domainstats.migration;

import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Set;

/** A SQLite file that another program wrote: opened to read, and nothing in its schema trusted. */
final class ForeignDatabase {

    private ForeignDatabase() {}

    /** What is done with an open database. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {

        T run(Statement statement) throws SQLException;
    }

    /** Which of the two layouts of {@code domain_stats.db} a file has. */
    static PredecessorFile layoutOf(Path file, PredecessorTimes times) throws IOException {
        Set<String> columns =
                read(
                        file,
                        statement -> {
                            Set<String> names = new HashSet<>();
                            try (ResultSet row =
                                    statement.executeQuery("PRAGMA table_info(domains)")) {
                                while (row.next()) {
                                    names.add(row.getString("name"));
                                }
                            }
                            return names;
                        });
        if (columns.containsAll(Set.of("domain", "seen_by_web", "seen_by_us", "seen_by_you"))) {
            return new DomainsDatabase(file, "2019", times);
        }
        if (columns.containsAll(Set.of("domain", "seen_by_web", "seen_by_isc", "seen_by_you"))) {
            return new DomainsDatabase(file, "last layout", times);
        }
        throw new IOException(
                file
                        + " is a SQLite database, but has no table \"domains\" with the columns"
                        + " domain, seen_by_web, seen_by_us or seen_by_isc, and seen_by_you");
    }

    /** Opens a file, runs something, and closes it. */
    static <T extends @Nullable Object> T read(Path file, Work<T> work) throws IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.enableLoadExtension(false);
        try (Connection connection =
                        config.createConnection("jdbc:sqlite:" + file.toAbsolutePath());
                Statement statement = connection.createStatement()) {
            // A view or trigger in the file could call functions of SQLite with side effects.
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            return work.run(statement);
        } catch (SQLException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** How many rows a table has, or 0 if that cannot be found out. */
    static long count(Path file, String table) throws IOException {
        return read(
                file,
                statement -> {
                    try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + table)) {
                        return row.next() ? row.getLong(1) : 0L;
                    }
                });
    }
}
