package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.RetryQueue;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The retry queue in the table {@code retries}; how many entries are written at once differs. */
public abstract class SqlRetryQueue implements RetryQueue {

    private static final String COLUMNS =
            "SELECT domain, priority, due, attempts, reason FROM retries";
    private static final String REMOVE = "DELETE FROM retries WHERE domain = ?";
    private static final String FIND = COLUMNS + " WHERE domain = ?";

    /** Each priority by itself, so that the index yields its rows in turn and no sort is needed. */
    private static final String LONGEST_DUE =
            COLUMNS + " WHERE priority = ? AND due <= ? ORDER BY priority, due LIMIT ?";

    private static final String LATEST_DUE =
            COLUMNS + " WHERE priority = ? AND due <= ? ORDER BY priority DESC, due DESC LIMIT ?";

    private static final String LIST = COLUMNS + " ORDER BY priority, due LIMIT ?";

    private final SqlDatabase database;

    protected SqlRetryQueue(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public void remove(DomainName domain) {
        if (find(domain).isPresent()) {
            database.write(
                    statements -> {
                        PreparedStatement remove = statements.prepare(REMOVE);
                        remove.setString(1, domain.ascii());
                        return remove.executeUpdate();
                    });
        }
    }

    @Override
    public Optional<Retry> find(DomainName domain) {
        return database.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, domain.ascii());
                    return Rows.list(find, Rows::retry).stream().findFirst();
                });
    }

    @Override
    public List<Retry> due(Instant now, int limit) {
        return database.read(
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
            SqlDatabase.Statements statements,
            String sql,
            Priority priority,
            Instant now,
            int limit)
            throws SQLException {
        PreparedStatement due = statements.prepare(sql);
        due.setInt(1, Rows.number(priority));
        due.setLong(2, now.toEpochMilli());
        due.setInt(3, limit);
        return Rows.list(due, Rows::retry);
    }

    @Override
    public List<Retry> list(int limit) {
        return database.read(
                statements -> {
                    PreparedStatement all = statements.prepare(LIST);
                    all.setInt(1, limit);
                    return Rows.list(all, Rows::retry);
                });
    }

    @Override
    public long size() {
        return database.read(
                statements ->
                        ColumnValues.number(statements.prepare("SELECT count(*) FROM retries")));
    }

    @Override
    public long size(Priority priority) {
        return database.read(
                statements -> {
                    PreparedStatement count =
                            statements.prepare("SELECT count(*) FROM retries WHERE priority = ?");
                    count.setInt(1, Rows.number(priority));
                    return ColumnValues.number(count);
                });
    }
}
