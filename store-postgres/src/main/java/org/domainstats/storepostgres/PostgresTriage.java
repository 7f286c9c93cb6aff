package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.PartedRead;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.TriageCountSql;
import org.domainstats.storesql.TriageRows;
import org.domainstats.storesql.TriageSql;
import org.domainstats.storesql.TriageTally;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The triage table. Who changes it holds the row of {@code triage_state} until it has ended. */
final class PostgresTriage implements Triage {

    private static final String UP_TO = "SELECT up_to FROM triage_state";
    private static final String ADVANCE = "UPDATE triage_state SET up_to = ? WHERE up_to = ?";
    private static final String HOLD = "UPDATE triage_state SET up_to = up_to";
    private static final String KINDS =
            "SELECT first_asked - first_asked % "
                    + TriageRows.HOUR_MILLIS
                    + ", age, young, (rank IS NOT NULL)::integer, for_us, sleeper, 1, id"
                    + " FROM triage WHERE id = ANY(?)";
    private static final String READ = "SELECT count(asked) FROM contacts WHERE id = ANY(?)";

    private final PostgresPool pool;

    PostgresTriage(PostgresPool pool) {
        this.pool = pool;
    }

    private interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    private interface Reading<T> {
        T of(PreparedStatement query) throws SQLException;
    }

    private <T> T read(String sql, Binding binding, Reading<T> reading) {
        return pool.readMany(
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(sql)) {
                        binding.to(query);
                        return reading.of(query);
                    }
                });
    }

    private static int update(Connection connection, String sql, long... numbers)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < numbers.length; i++) {
                update.setLong(i + 1, numbers[i]);
            }
            return update.executeUpdate();
        }
    }

    @Override
    public long upTo() {
        return read(UP_TO, _ -> {}, ColumnValues::number);
    }

    /** Done twice, because the connection was lost, the second time is refused. */
    @Override
    public boolean append(long from, List<TriageEntry> entries, long upTo) {
        return pool.transactionBehind(
                connection -> {
                    if (update(connection, ADVANCE, upTo, from) == 0) {
                        return false;
                    }
                    TriageInsert.insert(connection, entries);
                    add(connection, TriageTally.of(entries));
                    return true;
                });
    }

    private static void add(Connection connection, TriageTally tally) throws SQLException {
        for (Map.Entry<String, Long> table : TriageCountSql.COUNT_TABLES.entrySet()) {
            try (PreparedStatement add =
                    connection.prepareStatement(TriageCountSql.addCount(table.getKey()))) {
                for (Map.Entry<TriageTally.Cell, Long> change : tally.changes().entrySet()) {
                    TriageTally.Cell cell = change.getKey();
                    TriageRows.bindKind(
                            add, cell.within(table.getValue()), cell.kind(), change.getValue());
                    add.addBatch();
                }
                add.executeBatch();
            }
        }
    }

    @Override
    public void revise(List<TriageEntry> entries) {
        pool.transactionBehind(
                connection -> {
                    update(connection, HOLD);
                    TriageTally tally = new TriageTally();
                    long[] cursors = entries.stream().mapToLong(TriageEntry::cursor).toArray();
                    Set<Long> there = takeOut(connection, cursors, tally);
                    try (PreparedStatement revise = connection.prepareStatement(TriageSql.REVISE)) {
                        for (TriageEntry entry : entries) {
                            if (there.contains(entry.cursor())) {
                                tally.add(TriageRows.hour(entry), entry.facts().kind(), 1);
                                TriageRows.bindFacts(revise, entry);
                                revise.addBatch();
                            }
                        }
                        revise.executeBatch();
                    }
                    add(connection, tally);
                    return true;
                });
    }

    /** Takes contacts out of the counts, and returns which of them there are. */
    private static Set<Long> takeOut(Connection connection, long[] cursors, TriageTally tally)
            throws SQLException {
        try (PreparedStatement kinds = connection.prepareStatement(KINDS)) {
            kinds.setObject(1, cursors);
            for (Count counted : TriageRows.counts(kinds)) {
                tally.add(counted.at().toEpochMilli(), counted.kind(), -1);
            }
            Set<Long> there = new HashSet<>();
            try (ResultSet row = kinds.executeQuery()) {
                while (row.next()) {
                    there.add(row.getLong(8));
                }
            }
            return there;
        }
    }

    @Override
    public List<TriageEntry> unsettled(long before, int limit) {
        return read(
                TriageSql.UNSETTLED,
                query -> {
                    query.setLong(1, before);
                    query.setInt(2, limit);
                },
                TriageRows::entries);
    }

    @Override
    public void mark(long cursor, Mark mark) {
        pool.run(
                connection ->
                        update(
                                connection,
                                "UPDATE triage SET mark = ? WHERE id = ?",
                                mark.number(),
                                cursor));
    }

    @Override
    public void remove(long cursor) {
        pool.transactionBehind(
                connection -> {
                    update(connection, HOLD);
                    TriageTally tally = new TriageTally();
                    takeOut(connection, new long[] {cursor}, tally);
                    add(connection, tally);
                    return update(connection, "DELETE FROM triage WHERE id = ?", cursor);
                });
    }

    @Override
    public void clear() {
        pool.longTransaction(
                connection -> {
                    update(connection, "UPDATE triage_state SET up_to = 0");
                    update(connection, "DELETE FROM triage_counts");
                    update(connection, "DELETE FROM triage_days");
                    return update(connection, "DELETE FROM triage");
                });
    }

    @Override
    public List<TriageEntry> list(TriageQuery query) {
        if (TriageSql.sortsByContact(query)) {
            readAhead(query);
        }
        TriageSql sql = TriageSql.list(query);
        return read(sql.text(), list -> TriageRows.bind(list, sql.values()), TriageRows::entries);
    }

    /**
     * Has the contacts of the window in memory before they are sorted: that reads one after the
     * other, two seconds for ten thousand from all over a table that is on the disk.
     */
    private void readAhead(TriageQuery query) {
        TriageSql window = TriageSql.window(query, "");
        List<Long> contacts =
                read(
                        window.text(),
                        ids -> TriageRows.bind(ids, window.values()),
                        ids -> Rows.list(ids, row -> row.getLong(1)));
        PartedRead.all(
                contacts.stream().sorted().toList(),
                PostgresPool.MOST_LONG_READS,
                part -> List.of(read(READ, ids -> bind(ids, part), ColumnValues::number)));
    }

    private static void bind(PreparedStatement query, List<Long> numbers) throws SQLException {
        query.setObject(1, numbers.stream().mapToLong(Long::longValue).toArray());
    }

    @Override
    public List<TriageEntry> below(DomainName domain, int limit) {
        return read(
                TriageSql.BELOW,
                query -> {
                    query.setString(1, domain.ascii());
                    query.setInt(2, limit);
                },
                TriageRows::entries);
    }

    @Override
    public List<Count> counts(Instant from, Instant to, Duration step) {
        return read(
                TriageCountSql.COUNTS,
                counts -> TriageRows.bindCounts(counts, from, to, step.toMillis()),
                TriageRows::counts);
    }

    @Override
    public long countOfKind(TriageFilter filter) {
        TriageSql sql = TriageCountSql.count(filter);
        return read(
                sql.text(), count -> TriageRows.bind(count, sql.values()), ColumnValues::number);
    }

    @Override
    public Map<Mark, Long> marked(TriageFilter filter) {
        TriageSql sql = TriageSql.marked(filter);
        return read(
                sql.text(),
                query -> TriageRows.bind(query, sql.values()),
                query -> {
                    Map<Mark, Long> marked = new EnumMap<>(Mark.class);
                    try (ResultSet row = query.executeQuery()) {
                        while (row.next()) {
                            marked.put(Mark.ofNumber(row.getInt(1)), row.getLong(2));
                        }
                    }
                    return marked;
                });
    }
}
