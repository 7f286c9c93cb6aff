package org.domainstats.storesql;

import org.domainstats.store.AuditLog;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * The audit log in the table {@code audit}. Where a connection is lost, an entry may be there
 * twice: rather that than not at all.
 */
public final class SqlAuditLog implements AuditLog {

    private static final String APPEND =
            "INSERT INTO audit (at, who, client, action, subject) VALUES (?, ?, ?, ?, ?)";
    private static final String LIST =
            "SELECT id, at, who, client, action, subject FROM audit WHERE id < ?"
                    + " ORDER BY id DESC LIMIT ?";

    private final SqlDatabase database;

    public SqlAuditLog(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public void append(Entry entry) {
        database.write(
                statements -> {
                    PreparedStatement append = statements.prepare(APPEND);
                    append.setLong(1, entry.at().toEpochMilli());
                    append.setString(2, ColumnValues.text(entry.who()));
                    append.setString(3, ColumnValues.text(entry.client()));
                    append.setString(4, entry.action());
                    append.setString(5, ColumnValues.text(entry.subject()));
                    return append.executeUpdate();
                });
    }

    @Override
    public List<LoggedEntry> list(long before, int limit) {
        return database.readMany(
                statements -> {
                    PreparedStatement list = statements.prepare(LIST);
                    list.setLong(1, before);
                    list.setInt(2, limit);
                    return Rows.list(list, SqlAuditLog::entry);
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
