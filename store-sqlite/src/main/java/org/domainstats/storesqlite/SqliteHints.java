package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Hints;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Hints in the table of that name, the lists in {@code hint_lists}. */
final class SqliteHints implements Hints {

    private static final String PUT =
            "INSERT INTO hints (domain, kind, day, list, since) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (domain, kind) DO UPDATE SET day = excluded.day,"
                    + " list = excluded.list, since = excluded.since WHERE excluded.day > day";
    private static final String FIND =
            "SELECT domain, kind, day, list, since FROM json_each(?) j"
                    + " CROSS JOIN hints h ON h.domain = j.value";
    private static final String REMOVE =
            "DELETE FROM hints WHERE (domain, kind) IN"
                    + " (SELECT domain, kind FROM hints WHERE day < ? LIMIT ?)";
    private static final String COUNT = "SELECT count(*) FROM hints";
    private static final String TAKEN =
            "INSERT INTO hint_lists (name, origin, version, taken, domains, times)"
                    + " VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (name) DO UPDATE SET"
                    + " origin = excluded.origin, version = excluded.version,"
                    + " taken = excluded.taken, domains = excluded.domains, times = times + 1";
    private static final String LISTS =
            "SELECT name, origin, version, taken, domains FROM hint_lists ORDER BY name";
    private static final String GENERATION = "SELECT coalesce(sum(times), 0) FROM hint_lists";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 2_048;

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteHints(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void putAll(String list, List<NewHint> hints, Instant now) {
        writer.write(
                statements -> {
                    PreparedStatement put = statements.prepare(PUT);
                    for (NewHint hint : hints) {
                        put.setString(1, hint.domain().ascii());
                        put.setString(2, hint.kind().word());
                        put.setLong(3, hint.day().toEpochDay());
                        put.setString(4, list);
                        put.setLong(5, now.toEpochMilli());
                        put.executeUpdate();
                    }
                    return hints.size();
                });
    }

    @Override
    public Map<DomainName, Hint> findAll(List<DomainName> domains) {
        return readers.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(
                            1,
                            NameParameters.json(domains.stream().map(DomainName::ascii).toList()));
                    return Rows.bestHints(find);
                });
    }

    @Override
    public long removeBefore(LocalDate day) {
        long removed = 0;
        int part;
        do {
            part =
                    writer.write(
                            statements -> {
                                PreparedStatement remove = statements.prepare(REMOVE);
                                remove.setLong(1, day.toEpochDay());
                                remove.setInt(2, LARGEST_PART);
                                return remove.executeUpdate();
                            });
            removed += part;
        } while (part == LARGEST_PART);
        return removed;
    }

    @Override
    public long count() {
        return readers.read(statements -> ColumnValues.number(statements.prepare(COUNT)));
    }

    @Override
    public void taken(TakenList list) {
        writer.write(
                statements -> {
                    PreparedStatement taken = statements.prepare(TAKEN);
                    taken.setString(1, list.name());
                    taken.setString(2, list.origin());
                    taken.setString(3, list.version());
                    taken.setLong(4, list.at().toEpochMilli());
                    taken.setLong(5, list.domains());
                    return taken.executeUpdate();
                });
    }

    @Override
    public List<TakenList> lists() {
        return readers.read(statements -> Rows.list(statements.prepare(LISTS), Rows::takenList));
    }

    @Override
    public long generation() {
        return readers.read(statements -> ColumnValues.number(statements.prepare(GENERATION)));
    }
}
