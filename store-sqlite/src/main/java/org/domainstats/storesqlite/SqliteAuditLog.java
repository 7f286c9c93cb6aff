package org.domainstats.storesqlite;

import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.AuditLog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The audit log in the table {@code audit}. */
final class SqliteAuditLog implements AuditLog {

    private static final String APPEND =
            "INSERT INTO audit (at, who, client, action, subject) VALUES (?, ?, ?, ?, ?)";
    private static final String LIST =
            "SELECT id, at, who, client, action, subject FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteAuditLog(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void append(Entry entry) {
        writer.write(
                statements -> {
                    PreparedStatement append = statements.prepare(APPEND);
                    append.setLong(1, entry.at().toEpochMilli());
                    append.setString(2, entry.who());
                    append.setString(3, entry.client());
                    append.setString(4, entry.action());
                    append.setString(5, entry.subject());
                    return append.executeUpdate();
                });
    }

    @Override
    public List<LoggedEntry> list(long before, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement list = statements.prepare(LIST);
                    list.setLong(1, before);
                    list.setInt(2, limit);
                    List<LoggedEntry> entries = new ArrayList<>();
                    try (ResultSet row = list.executeQuery()) {
                        while (row.next()) {
                            entries.add(entry(row));
                        }
                    }
                    return entries;
                });
    }

    private static LoggedEntry entry(ResultSet row) throws SQLException {
        return new LoggedEntry(
                row.getLong(1),
                new Entry(
                        Instant.ofEpochMilli(row.getLong(2)),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)));
    }
}
