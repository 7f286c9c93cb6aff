package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.SqlRetryQueue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Each entry by a statement of its own, many in one transaction. */
final class SqliteRetryQueue extends SqlRetryQueue {

    private static final String PUT =
            "INSERT OR REPLACE INTO retries (domain, priority, due, attempts, reason) VALUES (?, ?,"
                    + " ?, ?, ?)";
    private static final String ADD =
            "INSERT INTO retries (domain, priority, due, attempts, reason) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (domain) DO UPDATE SET priority = excluded.priority,"
                    + " due = excluded.due, reason = excluded.reason"
                    + " WHERE retries.priority > excluded.priority";
    private static final String TAKE = "UPDATE retries SET due = ? WHERE domain = ? AND due = ?";

    /** As many as one part of a batch brings; some tens of milliseconds of the writer. */
    private static final int LARGEST_PART = 4_096;

    private final WriteQueue writer;

    SqliteRetryQueue(SqliteDatabase database) {
        super(database);
        this.writer = database.writer();
    }

    @Override
    public void putAll(List<Retry> retries) {
        write(retries, PUT);
    }

    @Override
    public void add(List<Retry> retries) {
        write(retries, ADD);
    }

    /** In parts, between which first contacts get their turn. */
    private void write(List<Retry> retries, String sql) {
        writer.writeParts(
                retries,
                LARGEST_PART,
                (statements, retry) -> write(statements.prepare(sql), retry));
    }

    private static int write(PreparedStatement write, Retry retry) throws SQLException {
        write.setString(1, retry.domain().ascii());
        write.setInt(2, Rows.number(retry.priority()));
        write.setLong(3, retry.due().toEpochMilli());
        write.setInt(4, retry.attempts());
        write.setString(5, retry.reason());
        return write.executeUpdate();
    }

    @Override
    public List<Retry> take(List<Retry> read, Instant until) {
        List<Retry> taken = new ArrayList<>(read.size());
        for (int from = 0; from < read.size(); from += LARGEST_PART) {
            List<Retry> part = read.subList(from, Math.min(read.size(), from + LARGEST_PART));
            taken.addAll(writer.write(statements -> take(statements, part, until)));
        }
        return taken;
    }

    private static List<Retry> take(PreparedStatements statements, List<Retry> read, Instant until)
            throws SQLException {
        List<Retry> taken = new ArrayList<>(read.size());
        PreparedStatement take = statements.prepare(TAKE);
        for (Retry retry : read) {
            take.setLong(1, until.toEpochMilli());
            take.setString(2, retry.domain().ascii());
            take.setLong(3, retry.due().toEpochMilli());
            if (take.executeUpdate() > 0) {
                taken.add(retry);
            }
        }
        return taken;
    }
}
