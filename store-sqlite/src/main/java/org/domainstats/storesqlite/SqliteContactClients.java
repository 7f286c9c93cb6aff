package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.ContactClients;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.StoredKey;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Who asked, in the table {@code contact_clients}; its key in {@code client_key}. */
final class SqliteContactClients implements ContactClients {

    /** The newest contact with a client: those after it have none, and need not be looked for. */
    private static final String NEWEST = "SELECT coalesce(max(contact), 0) FROM contact_clients";

    private static final String FIRST =
            "INSERT INTO contact_clients (contact, client, first_asked, last_asked)"
                    + " SELECT id, ?2, ?3, ?4 FROM contacts WHERE id = ?1";
    private static final String NOTE =
            FIRST
                    + " AND ((SELECT count(*) FROM contact_clients WHERE contact = ?1) < ?5"
                    + " OR EXISTS (SELECT 1 FROM contact_clients WHERE contact = ?1"
                    + " AND client = ?2)) ON CONFLICT (contact, client) DO UPDATE SET"
                    + " first_asked = min(first_asked, excluded.first_asked),"
                    + " last_asked = max(last_asked, excluded.last_asked)";
    private static final String OF =
            "SELECT j.value, (SELECT client FROM contact_clients WHERE contact = j.value"
                    + " ORDER BY first_asked, client LIMIT 1) AS client,"
                    + " (SELECT count(*) FROM contact_clients WHERE contact = j.value)"
                    + " FROM json_each(?) j WHERE client IS NOT NULL";
    private static final String FORGET =
            "DELETE FROM contact_clients WHERE contact > ? AND contact <= ? AND last_asked < ?";
    private static final String REMOVE = "DELETE FROM contact_clients WHERE contact = ?";
    private static final String ADD_KEY =
            "INSERT INTO client_key (only, key) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM client_key";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    /** Rows are looked through much faster than changed, and few change. */
    private static final int CONTACTS_PART = 8_192;

    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ContactReads reads;

    SqliteContactClients(WriteQueue writer, ReaderPool readers, ContactReads reads) {
        this.writer = writer;
        this.readers = readers;
        this.reads = reads;
    }

    /** In the order of the contacts, so that those of new ones are appended to the table. */
    @Override
    public void note(Collection<ClientNote> notes) {
        Map<String, Long> numbers = new HashMap<>();
        reads.numbers(notes.stream().map(each -> each.site().ascii()).collect(Collectors.toSet()))
                .forEach((number, site) -> numbers.put(site, number));
        List<NumberedNote> numbered =
                notes.stream()
                        .filter(each -> numbers.containsKey(each.site().ascii()))
                        .map(
                                each ->
                                        new NumberedNote(
                                                Objects.requireNonNull(
                                                        numbers.get(each.site().ascii())),
                                                each))
                        .toList();
        for (int from = 0; from < numbered.size(); from += LARGEST_PART) {
            List<NumberedNote> part =
                    numbered.subList(from, Math.min(numbered.size(), from + LARGEST_PART));
            writer.write(
                    statements -> {
                        note(statements, part);
                        return part.size();
                    });
        }
    }

    /** A note, and the number of the contact with its site. */
    record NumberedNote(long contact, ClientNote note) {}

    /**
     * In the order of the contacts: rows of new ones are appended to the table, with a third of the
     * work of the others.
     */
    static void note(PreparedStatements statements, List<NumberedNote> notes) throws SQLException {
        long newest = ColumnValues.number(statements.prepare(NEWEST));
        List<NumberedNote> ordered =
                notes.stream().sorted(Comparator.comparingLong(NumberedNote::contact)).toList();
        for (NumberedNote each : ordered) {
            boolean first = each.contact > newest;
            PreparedStatement add = statements.prepare(first ? FIRST : NOTE);
            add.setLong(1, each.contact);
            add.setString(2, each.note.client());
            add.setLong(3, each.note.firstAsked().toEpochMilli());
            add.setLong(4, each.note.lastAsked().toEpochMilli());
            if (first) {
                newest = each.contact;
            } else {
                add.setInt(5, MOST);
            }
            add.executeUpdate();
        }
    }

    /** Forgets who asked, where the contact itself is forgotten. */
    static void remove(PreparedStatements statements, long contact) throws SQLException {
        PreparedStatement remove = statements.prepare(REMOVE);
        remove.setLong(1, contact);
        remove.executeUpdate();
    }

    static void clear(PreparedStatements statements) throws SQLException {
        statements.execute("DELETE FROM contact_clients");
    }

    @Override
    public Map<DomainName, AskedBy> of(Collection<DomainName> sites) {
        Map<Long, String> numbers =
                reads.numbers(sites.stream().map(DomainName::ascii).collect(Collectors.toSet()));
        return readers.read(
                statements -> {
                    PreparedStatement of = statements.prepare(OF);
                    of.setString(1, numbers.keySet().toString());
                    Map<DomainName, AskedBy> found = new HashMap<>();
                    try (ResultSet row = of.executeQuery()) {
                        while (row.next()) {
                            found.put(
                                    new DomainName(
                                            Objects.requireNonNull(numbers.get(row.getLong(1)))),
                                    new AskedBy(row.getString(2), row.getInt(3)));
                        }
                    }
                    return found;
                });
    }

    /**
     * Forgets clients that have not asked since, and returns how many. In parts, between which
     * first contacts get their turn.
     */
    static long forgetBefore(WriteQueue writer, ReaderPool readers, Instant lastAsked) {
        long newest = readers.read(statements -> ColumnValues.number(statements.prepare(NEWEST)));
        long forgotten = 0;
        for (long from = 0; from < newest; from += CONTACTS_PART) {
            long after = from;
            forgotten += writer.write(statements -> forget(statements, after, lastAsked));
        }
        return forgotten;
    }

    private static int forget(PreparedStatements statements, long after, Instant lastAsked)
            throws SQLException {
        PreparedStatement forget = statements.prepare(FORGET);
        forget.setLong(1, after);
        forget.setLong(2, after + CONTACTS_PART);
        forget.setLong(3, lastAsked.toEpochMilli());
        return forget.executeUpdate();
    }

    @Override
    public byte[] key() {
        byte[] fresh = StoredKey.fresh();
        return writer.write(
                statements ->
                        StoredKey.addIfAbsent(
                                statements.prepare(ADD_KEY), statements.prepare(KEY), fresh));
    }
}
