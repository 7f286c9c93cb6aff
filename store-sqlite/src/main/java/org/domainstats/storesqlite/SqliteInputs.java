package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.ContactClients.ClientNote;
import org.domainstats.store.Inputs;
import org.domainstats.storesqlite.ContactLog.Recorded;
import org.domainstats.storesqlite.ContactRead.Absent;
import org.domainstats.storesqlite.SqliteContactClients.NumberedNote;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What inputs read, in the tables {@code contacts} and {@code contact_clients}; their positions in
 * {@code inputs}.
 */
final class SqliteInputs implements Inputs {

    private static final String POSITION = "SELECT position FROM inputs WHERE input = ?";
    private static final String BEGIN =
            "INSERT INTO inputs (input, position) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String MOVE =
            "UPDATE inputs SET position = ?2 WHERE input = ?1 AND position = ?3";
    private static final String ADD =
            "UPDATE contacts SET asked = asked + ?, last_asked = max(last_asked, ?) WHERE id = ?";

    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ContactLog log;
    private final ContactReads reads;

    SqliteInputs(WriteQueue writer, ReaderPool readers, ContactLog log, ContactReads reads) {
        this.writer = writer;
        this.readers = readers;
        this.log = log;
        this.reads = reads;
    }

    @Override
    public Optional<String> position(String input) {
        return readers.read(
                statements -> {
                    PreparedStatement position = statements.prepare(POSITION);
                    position.setString(1, input);
                    try (ResultSet row = position.executeQuery()) {
                        return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
                    }
                });
    }

    @Override
    public Optional<List<DomainName>> record(InputBatch batch) {
        List<String> sites = batch.sites().stream().map(each -> each.site().ascii()).toList();
        Map<String, Absent> absent = new HashMap<>();
        Set<String> known = new HashSet<>(sites);
        for (ContactRead read : reads.readBeforeWrite(sites)) {
            if (read instanceof Absent each) {
                absent.put(each.site(), each);
                known.remove(each.site());
            }
        }
        Map<String, Long> numbers = HashMap.newHashMap(known.size());
        reads.numbers(known).forEach((number, site) -> numbers.put(site, number));
        return writer.write(statements -> record(statements, batch, absent, numbers));
    }

    private Optional<List<DomainName>> record(
            PreparedStatements statements,
            InputBatch batch,
            Map<String, Absent> absent,
            Map<String, Long> numbers)
            throws SQLException {
        @Nullable Move move = batch.move();
        if (move != null && !move(statements, move)) {
            return Optional.empty();
        }
        Map<String, Long> all = new HashMap<>(numbers);
        List<DomainName> first = new ArrayList<>();
        for (SeenSite seen : batch.sites()) {
            @Nullable Absent each = absent.get(seen.site().ascii());
            if (each != null) {
                long before = log.last(statements);
                Recorded recorded =
                        log.recordIfAbsent(statements, each, seen.first().toEpochMilli());
                all.put(each.site(), recorded.contact().id());
                if (recorded.contact().id() > before) {
                    first.add(seen.site());
                }
            }
        }
        log.write(statements);
        Set<DomainName> made = new HashSet<>(first);
        for (SeenSite seen : batch.sites()) {
            add(statements, all.get(seen.site().ascii()), seen, made.contains(seen.site()));
        }
        List<NumberedNote> notes = new ArrayList<>();
        for (ClientNote note : batch.clients()) {
            @Nullable Long number = all.get(note.site().ascii());
            if (number != null) {
                notes.add(new NumberedNote(number, note));
            }
        }
        SqliteContactClients.note(statements, notes);
        return Optional.of(first);
    }

    private static boolean move(PreparedStatements statements, Move move) throws SQLException {
        PreparedStatement take = statements.prepare(move.from().isEmpty() ? BEGIN : MOVE);
        take.setString(1, move.input());
        take.setString(2, move.to());
        if (!move.from().isEmpty()) {
            take.setString(3, move.from());
        }
        return take.executeUpdate() == 1;
    }

    /** A contact that was made just now has been asked about once. */
    private static void add(
            PreparedStatements statements, @Nullable Long number, SeenSite seen, boolean made)
            throws SQLException {
        long times = made ? seen.times() - 1 : seen.times();
        // Without a number when all contacts were forgotten since it was read.
        if (number != null && (times > 0 || !seen.last().equals(seen.first()))) {
            PreparedStatement add = statements.prepare(ADD);
            add.setLong(1, times);
            add.setLong(2, seen.last().toEpochMilli());
            add.setLong(3, number);
            add.executeUpdate();
        }
    }
}
