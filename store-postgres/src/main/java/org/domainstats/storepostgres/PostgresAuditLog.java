package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.AuditLog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The audit log in the table {@code audit}, shared by all servers. Where a connection is lost, an
 * entry may be there twice: rather that than not at all.
 */
final class PostgresAuditLog implements AuditLog {

    private static final String APPEND =
            "INSERT INTO audit (at, who, client, action, subject) VALUES (?, ?, ?, ?, ?)";
    private static final String LIST =
            "SELECT id, at, who, client, action, subject FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?";

    private final PostgresPool pool;

    PostgresAuditLog(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void append(Entry entry) {
        pool.run(
                connection -> {
                    try (PreparedStatement append = connection.prepareStatement(APPEND)) {
                        append.setLong(1, entry.at().toEpochMilli());
                        append.setString(2, text(entry.who()));
                        append.setString(3, text(entry.client()));
                        append.setString(4, entry.action());
                        append.setString(5, text(entry.subject()));
                        return append.executeUpdate();
                    }
                });
    }

    private static String text(String text) {
        return Objects.requireNonNull(TextParameters.text(text));
    }

    @Override
    public List<LoggedEntry> list(long before, int limit) {
        return pool.readMany(
                connection -> {
                    try (PreparedStatement list = connection.prepareStatement(LIST)) {
                        list.setLong(1, before);
                        list.setInt(2, limit);
                        return entries(list);
                    }
                });
    }

    private static List<LoggedEntry> entries(PreparedStatement list) throws SQLException {
        List<LoggedEntry> entries = new ArrayList<>();
        try (ResultSet row = list.executeQuery()) {
            while (row.next()) {
                Entry entry =
                        new Entry(
                                Instant.ofEpochMilli(row.getLong(2)),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5),
                                row.getString(6));
                entries.add(new LoggedEntry(row.getLong(1), entry));
            }
        }
        return entries;
    }
}
