package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Files as the predecessors leave them, made by the statements of their own programs. */
final class PredecessorFiles {

    private static final DateTimeFormatter TEXT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private PredecessorFiles() {}

    /** A row of the table of domain_stats2. */
    record Row(Object domain, String web, String you) {}

    static Path database2019(Path file, List<Row> rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE domains(domain_id INTEGER PRIMARY KEY AUTOINCREMENT, domain text"
                            + " UNIQUE, seen_by_web, seen_by_us, seen_by_you, rank INTEGER DEFAULT"
                            + " -1, other BLOB)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO domains(domain, seen_by_web, seen_by_us, seen_by_you,"
                                    + " rank, other) VALUES (?, ?, 'FIRST-CONTACT', ?, -1, '{}')")) {
                for (Row row : rows) {
                    insert.setObject(1, row.domain());
                    insert.setString(2, row.web());
                    insert.setString(3, row.you());
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return file;
    }

    static Path databaseOfLastLayout(Path file, List<Row> rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE domains(domain text UNIQUE, seen_by_web, expires, seen_by_isc,"
                            + " seen_by_you)");
            statement.execute("CREATE TABLE info(version, created, lastupdate)");
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "INSERT INTO domains VALUES (?, ?, '2030-01-01 00:00:00', 'RDAP', ?)")) {
                for (Row row : rows) {
                    insert.setObject(1, row.domain());
                    insert.setString(2, row.web());
                    insert.setString(3, row.you());
                    insert.executeUpdate();
                }
            }
            connection.commit();
        }
        return file;
    }

    /**
     * A value of the cache of 1.x: stored in the row, or in a file where {@code filename} is set.
     */
    record CacheRow(
            Object key, int raw, int mode, @Nullable String filename, @Nullable String value) {

        static CacheRow inRow(String domain, String json) {
            return new CacheRow(domain, 1, 1, null, json);
        }
    }

    static Path cacheFolder(Path folder, List<CacheRow> rows) throws SQLException, IOException {
        for (int shard = 0; shard < 8; shard++) {
            Path below = Files.createDirectories(folder.resolve("00" + shard));
            try (Connection connection =
                            DriverManager.getConnection(
                                    "jdbc:sqlite:" + below.resolve("cache.db"));
                    Statement statement = connection.createStatement()) {
                statement.execute(
                        "CREATE TABLE Cache (rowid INTEGER PRIMARY KEY, key BLOB, raw INTEGER,"
                                + " store_time REAL, expire_time REAL, access_time REAL,"
                                + " access_count INTEGER DEFAULT 0, tag BLOB, size INTEGER DEFAULT"
                                + " 0, mode INTEGER DEFAULT 0, filename TEXT, value BLOB)");
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement(
                                "INSERT INTO Cache(key, raw, store_time, expire_time, mode,"
                                        + " filename, value) VALUES (?, ?, 0, null, ?, ?, ?)")) {
                    for (int i = shard; i < rows.size(); i += 8) {
                        CacheRow row = rows.get(i);
                        insert.setObject(1, row.key());
                        insert.setInt(2, row.raw());
                        insert.setInt(3, row.mode());
                        insert.setString(4, row.filename());
                        insert.setString(5, row.value());
                        insert.executeUpdate();
                    }
                }
                connection.commit();
            }
        }
        return folder;
    }

    /** An instant in the form of 2019, shifted by hours. */
    static String text(Instant instant, int hours) {
        return TEXT.format(instant.plusSeconds(3600L * hours));
    }

    /** An instant in the form of 1.x. */
    static String rfc1123(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME
                .withLocale(Locale.ROOT)
                .format(instant.atOffset(ZoneOffset.UTC))
                .replaceFirst(", (\\d) ", ", 0$1 ");
    }
}
