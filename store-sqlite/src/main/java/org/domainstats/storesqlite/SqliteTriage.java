package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.StoreException;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts.Kind;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.TriageCountSql;
import org.domainstats.storesql.TriageRows;
import org.domainstats.storesql.TriageSql;
import org.domainstats.storesql.TriageTally;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The triage table in a file of its own, {@code triage.db}, so that nothing that is written there
 * holds up a first contact. Readers have {@code contacts.db} attached.
 */
final class SqliteTriage implements Triage, AutoCloseable {

    static final int SCHEMA = 5;

    private static final String UP_TO = "SELECT up_to FROM triage_state";
    private static final String ADVANCE = "UPDATE triage_state SET up_to = ? WHERE up_to = ?";
    private static final String KIND =
            "SELECT first_asked - first_asked % "
                    + TriageRows.HOUR_MILLIS
                    + ", age, young, rank IS NOT NULL, for_us, sleeper, 1 FROM triage WHERE id = ?";

    /**
     * Without it the planner takes the index by age, and reads millions of contacts to count the
     * few that are marked.
     */
    static final String OF_MARKED = "INDEXED BY triage_marked";

    private final SqliteFile file;
    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ReaderPool manyReaders;

    private SqliteTriage(SqliteFile file, Path contacts, ReaderPool manyReaders) {
        this.file = file;
        this.manyReaders = manyReaders;
        this.readers = new ReaderPool(file, contacts);
        this.writer = new WriteQueue(file);
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @param contacts the file that it is derived from
     * @param manyReaders of that file, for what reads thousands of contacts
     */
    static SqliteTriage open(Path path, Path contacts, ReaderPool manyReaders) {
        SqliteFile file = SqliteFile.replaceable(path);
        file.migrate(SqliteTriage.class, "triage", SCHEMA);
        return new SqliteTriage(file, contacts, manyReaders);
    }

    @Override
    public long upTo() {
        return readers.read(statements -> ColumnValues.number(statements.prepare(UP_TO)));
    }

    @Override
    public boolean append(long from, List<TriageEntry> entries, long upTo) {
        return writer.write(statements -> append(statements, from, entries, upTo));
    }

    private static boolean append(
            PreparedStatements statements, long from, List<TriageEntry> entries, long upTo)
            throws SQLException {
        PreparedStatement advance = statements.prepare(ADVANCE);
        advance.setLong(1, upTo);
        advance.setLong(2, from);
        if (advance.executeUpdate() == 0) {
            return false;
        }
        PreparedStatement insert = statements.prepare(TriageSql.INSERT);
        for (TriageEntry entry : entries) {
            TriageRows.bind(insert, entry);
            insert.executeUpdate();
        }
        add(statements, TriageTally.of(entries));
        return true;
    }

    private static void add(PreparedStatements statements, TriageTally tally) throws SQLException {
        for (Map.Entry<String, Long> table : TriageCountSql.COUNT_TABLES.entrySet()) {
            PreparedStatement add = statements.prepare(TriageCountSql.addCount(table.getKey()));
            for (Map.Entry<TriageTally.Cell, Long> change : tally.changes().entrySet()) {
                TriageTally.Cell cell = change.getKey();
                TriageRows.bindKind(
                        add, cell.within(table.getValue()), cell.kind(), change.getValue());
                add.executeUpdate();
            }
        }
    }

    @Override
    public void revise(List<TriageEntry> entries) {
        writer.write(
                statements -> {
                    TriageTally tally = new TriageTally();
                    PreparedStatement revise = statements.prepare(TriageSql.REVISE);
                    for (TriageEntry entry : entries) {
                        takeOut(statements, entry.cursor(), tally);
                        TriageRows.bindFacts(revise, entry);
                        if (revise.executeUpdate() == 1) {
                            tally.add(TriageRows.hour(entry), entry.facts().kind(), 1);
                        }
                    }
                    add(statements, tally);
                    return true;
                });
    }

    private static void takeOut(PreparedStatements statements, long cursor, TriageTally tally)
            throws SQLException {
        PreparedStatement kind = statements.prepare(KIND);
        kind.setLong(1, cursor);
        for (Count counted : TriageRows.counts(kind)) {
            Kind former = counted.kind();
            tally.add(counted.at().toEpochMilli(), former, -1);
        }
    }

    @Override
    public List<TriageEntry> unsettled(long before, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement query = statements.prepare(TriageSql.UNSETTLED);
                    query.setLong(1, before);
                    query.setInt(2, limit);
                    return TriageRows.entries(query);
                });
    }

    @Override
    public void mark(long cursor, Mark mark) {
        writer.write(
                statements -> {
                    PreparedStatement update =
                            statements.prepare("UPDATE triage SET mark = ? WHERE id = ?");
                    update.setInt(1, mark.number());
                    update.setLong(2, cursor);
                    return update.executeUpdate();
                });
    }

    /** What is removed is written over, so that it is not in the file's free pages either. */
    @Override
    public void remove(long cursor) {
        writer.write(
                statements -> {
                    statements.execute("PRAGMA secure_delete = ON");
                    TriageTally tally = new TriageTally();
                    takeOut(statements, cursor, tally);
                    add(statements, tally);
                    PreparedStatement delete =
                            statements.prepare("DELETE FROM triage WHERE id = ?");
                    delete.setLong(1, cursor);
                    int deleted = delete.executeUpdate();
                    statements.execute("PRAGMA secure_delete = OFF");
                    return deleted;
                });
    }

    @Override
    public void clear() {
        writer.write(
                statements -> {
                    statements.execute("DELETE FROM triage");
                    statements.execute("DELETE FROM triage_counts");
                    statements.execute("DELETE FROM triage_days");
                    statements.execute("UPDATE triage_state SET up_to = 0");
                    return true;
                });
    }

    /** Prepared for once only: there are too many forms of it to keep them all. */
    @Override
    public List<TriageEntry> list(TriageQuery query) {
        if (TriageSql.sortsByContact(query)) {
            readAhead(query);
        }
        TriageSql sql = TriageSql.list(query, OF_MARKED);
        return readers.read(
                statements -> {
                    try (PreparedStatement list = statements.prepareOnce(sql.text())) {
                        TriageRows.bind(list, sql.values());
                        return TriageRows.entries(list);
                    }
                });
    }

    /**
     * Has the contacts of the window in memory before they are sorted: that reads one after the
     * other, two seconds for ten thousand from all over a file that is on the disk.
     */
    private void readAhead(TriageQuery query) {
        TriageSql window = TriageSql.window(query, OF_MARKED);
        List<Long> contacts =
                readers.read(
                        statements -> {
                            try (PreparedStatement ids = statements.prepareOnce(window.text())) {
                                TriageRows.bind(ids, window.values());
                                return Rows.list(ids, row -> row.getLong(1));
                            }
                        });
        NumberedContacts.readAhead(manyReaders, contacts);
    }

    @Override
    public List<TriageEntry> below(DomainName domain, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement query = statements.prepare(TriageSql.BELOW);
                    query.setString(1, domain.ascii());
                    query.setInt(2, limit);
                    return TriageRows.entries(query);
                });
    }

    @Override
    public List<Count> counts(Instant from, Instant to, Duration step) {
        return readers.read(
                statements -> {
                    PreparedStatement counts = statements.prepare(TriageCountSql.COUNTS);
                    TriageRows.bindCounts(counts, from, to, step.toMillis());
                    return TriageRows.counts(counts);
                });
    }

    @Override
    public long countOfKind(TriageFilter filter) {
        TriageSql sql = TriageCountSql.count(filter);
        return readers.read(
                statements -> {
                    try (PreparedStatement count = statements.prepareOnce(sql.text())) {
                        TriageRows.bind(count, sql.values());
                        return ColumnValues.number(count);
                    }
                });
    }

    @Override
    public Map<Mark, Long> marked(TriageFilter filter) {
        TriageSql sql = TriageSql.marked(filter, OF_MARKED);
        return readers.read(
                statements -> {
                    try (PreparedStatement query = statements.prepareOnce(sql.text())) {
                        TriageRows.bind(query, sql.values());
                        Map<Mark, Long> marked = new EnumMap<>(Mark.class);
                        try (ResultSet row = query.executeQuery()) {
                            while (row.next()) {
                                marked.put(Mark.ofNumber(row.getInt(1)), row.getLong(2));
                            }
                        }
                        return marked;
                    }
                });
    }

    /** Nothing is lost if it cannot be written to any more: it is derived. */
    @Override
    public void close() {
        try {
            writer.close();
            readers.close();
            file.close();
        } catch (StoreException fault) {
            System.getLogger(SqliteTriage.class.getName())
                    .log(System.Logger.Level.DEBUG, fault.getMessage());
        }
    }
}
