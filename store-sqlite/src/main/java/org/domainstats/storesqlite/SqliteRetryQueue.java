package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.RetryQueue;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The retry queue in the table {@code retries}. */
final class SqliteRetryQueue implements RetryQueue {

    private static final String COLUMNS =
            "SELECT domain, priority, due, attempts, reason FROM retries";
    private static final String PUT =
            "INSERT OR REPLACE INTO retries (domain, priority, due, attempts, reason) VALUES (?, ?,"
                    + " ?, ?, ?)";
    private static final String ADD =
            "INSERT INTO retries (domain, priority, due, attempts, reason) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (domain) DO UPDATE SET priority = excluded.priority,"
                    + " due = excluded.due, reason = excluded.reason"
                    + " WHERE retries.priority > excluded.priority";
    private static final String TAKE = "UPDATE retries SET due = ? WHERE domain = ? AND due = ?";
    private static final String REMOVE = "DELETE FROM retries WHERE domain = ?";
    private static final String FIND = COLUMNS + " WHERE domain = ?";

    /** Each priority by itself, so that the index yields its rows in turn and no sort is needed. */
    private static final String LONGEST_DUE =
            COLUMNS + " WHERE priority = ? AND due <= ? ORDER BY priority, due LIMIT ?";

    private static final String LATEST_DUE =
            COLUMNS + " WHERE priority = ? AND due <= ? ORDER BY priority DESC, due DESC LIMIT ?";

    private static final String LIST = COLUMNS + " ORDER BY priority, due LIMIT ?";

    /** As many as one part of a batch brings; some tens of milliseconds of the writer. */
    private static final int LARGEST_PART = 4_096;

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteRetryQueue(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
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

    @Override
    public void remove(DomainName domain) {
        if (find(domain).isPresent()) {
            writer.write(
                    statements -> {
                        PreparedStatement remove = statements.prepare(REMOVE);
                        remove.setString(1, domain.ascii());
                        return remove.executeUpdate();
                    });
        }
    }

    @Override
    public Optional<Retry> find(DomainName domain) {
        return readers.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, domain.ascii());
                    return Rows.list(find, Rows::retry).stream().findFirst();
                });
    }

    @Override
    public List<Retry> due(Instant now, int limit) {
        return readers.read(
                statements -> {
                    Map<DomainName, Retry> due = new LinkedHashMap<>();
                    for (Priority priority : Priority.values()) {
                        int left = Math.max(0, limit - due.size());
                        add(due, due(statements, LONGEST_DUE, priority, now, left - left / 2));
                        add(due, due(statements, LATEST_DUE, priority, now, left / 2));
                    }
                    return List.copyOf(due.values());
                });
    }

    private static void add(Map<DomainName, Retry> due, List<Retry> retries) {
        retries.forEach(retry -> due.putIfAbsent(retry.domain(), retry));
    }

    private static List<Retry> due(
            PreparedStatements statements, String sql, Priority priority, Instant now, int limit)
            throws SQLException {
        PreparedStatement due = statements.prepare(sql);
        due.setInt(1, Rows.number(priority));
        due.setLong(2, now.toEpochMilli());
        due.setInt(3, limit);
        return Rows.list(due, Rows::retry);
    }

    @Override
    public List<Retry> list(int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement all = statements.prepare(LIST);
                    all.setInt(1, limit);
                    return Rows.list(all, Rows::retry);
                });
    }

    @Override
    public long size() {
        return readers.read(
                statements ->
                        ColumnValues.number(statements.prepare("SELECT count(*) FROM retries")));
    }

    @Override
    public long size(Priority priority) {
        return readers.read(
                statements -> {
                    PreparedStatement count =
                            statements.prepare("SELECT count(*) FROM retries WHERE priority = ?");
                    count.setInt(1, Rows.number(priority));
                    return ColumnValues.number(count);
                });
    }
}
