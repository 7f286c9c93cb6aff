package org.domainstats.storesqlite;

import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.storesql.PartedRead;
import org.domainstats.storesqlite.RecentContacts.Logged;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks for contacts from outside of the writer. A site is looked for in three places: among the
 * recent contacts in memory, in the index, and in the log past what is in memory, which other
 * processes may have written. Each is read after the one that its contacts come from, so that none
 * slips through.
 */
final class ContactReads {

    /**
     * So many rows of the log are read with each read before the writer is asked to take them into
     * memory: some 50 microseconds. A process that only meets known sites has no other reason to
     * write, and a killed one leaves twice {@link ContactLog#INDEX_AT} of them.
     */
    static final int FAR_BEHIND = 512;

    /** Where the log is read from: up to there, sites are in the index or in memory. */
    private static final String PAST =
            "id > max(s.indexed, CASE WHEN s.resets = ?1 THEN ?2 ELSE 0 END)";

    private static final String ONE =
            "SELECT s.resets, (SELECT first_asked FROM contacts WHERE id = "
                    + SiteIndex.idOf("?3")
                    + "),"
                    + " (SELECT first_asked FROM contacts WHERE site = ?3 AND "
                    + PAST
                    + "), (SELECT max(id) FROM contacts) - max(s.indexed, ?2), "
                    + Unannounced.contains("?3")
                    + " FROM contacts_state s";

    private static final String STATE =
            "SELECT resets, " + Unannounced.ANY + " FROM contacts_state";

    private static final String WITHDRAWN =
            "SELECT site FROM unannounced WHERE site IN (SELECT value FROM json_each(?))";
    private static final String MANY =
            "SELECT j.value, c.first_asked FROM json_each(?1) j"
                    + " CROSS JOIN contacts c ON c.id = "
                    + SiteIndex.idOf("j.value");
    private static final String NUMBERS =
            "SELECT s.id, j.key FROM json_each(?1) j"
                    + " CROSS JOIN contact_sites_newer s ON s.site = j.value UNION ALL"
                    + " SELECT s.id, j.key FROM json_each(?1) j"
                    + " CROSS JOIN contact_sites s ON s.site = j.value";
    private static final String NEWER =
            "SELECT c.site, c.first_asked, c.id FROM contacts_state s CROSS JOIN contacts c ON c."
                    + PAST;

    private final ReaderPool readers;
    private final WriteQueue writer;
    private final ContactLog log;
    private final AtomicBoolean catchingUp = new AtomicBoolean();

    ContactReads(ReaderPool readers, WriteQueue writer, ContactLog log) {
        this.readers = readers;
        this.writer = writer;
        this.log = log;
    }

    /**
     * The same for who will ask the writer about what is absent, and so need not know what another
     * process has written just now.
     */
    ContactRead readBeforeWrite(String site) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        return recent.isNew(site)
                ? new ContactRead.Absent(site, last, recent.resets())
                : find(site);
    }

    /** Looks for many sites at once, in their order, as {@link #readBeforeWrite(String)} does. */
    List<ContactRead> readBeforeWrite(List<String> sites) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        ContactRead[] reads = new ContactRead[sites.size()];
        List<String> others = new ArrayList<>();
        for (int i = 0; i < reads.length; i++) {
            String site = sites.get(i);
            if (recent.isNew(site)) {
                reads[i] = new ContactRead.Absent(site, last, recent.resets());
            } else {
                others.add(site);
            }
        }
        Iterator<ContactRead> found =
                (others.isEmpty() ? List.<ContactRead>of() : findAll(others)).iterator();
        Arrays.setAll(reads, i -> reads[i] == null ? found.next() : reads[i]);
        return List.of(reads);
    }

    ContactRead find(String site) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        return readers.read(
                statements -> {
                    PreparedStatement query = statements.prepare(ONE);
                    query.setLong(1, recent.resets());
                    query.setLong(2, last);
                    query.setString(3, site);
                    try (ResultSet row = query.executeQuery()) {
                        row.next();
                        Long found = number(row, 2);
                        if (found == null) {
                            found = number(row, 3);
                        }
                        long resets = row.getLong(1);
                        catchUpIfFar(row.getLong(4));
                        ContactRead read = result(site, found, recent, last, resets);
                        return row.getBoolean(5) ? withdrawn(site, read) : read;
                    }
                });
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static ContactRead withdrawn(String site, ContactRead read) {
        return switch (read) {
            case ContactRead.Known known -> new ContactRead.Withdrawn(site, known.firstAsked());
            case ContactRead.Withdrawn _, ContactRead.Absent _ -> read;
        };
    }

    private static ContactRead result(
            String site, @Nullable Long inFile, RecentContacts recent, long last, long resets) {
        @Nullable Logged known = resets == recent.resets() ? recent.find(site) : null;
        if (known != null) {
            return new ContactRead.Known(known.firstAsked());
        }
        return inFile == null
                ? new ContactRead.Absent(site, last, recent.resets())
                : new ContactRead.Known(inFile);
    }

    /** Looks for many sites at once, in their order. */
    List<ContactRead> findAll(List<String> sites) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        return readers.read(
                statements -> {
                    State state = state(statements);
                    Map<String, Long> inFile = new HashMap<>();
                    PreparedStatement many = statements.prepare(MANY);
                    many.setString(1, NameParameters.json(sites));
                    read(many, inFile);
                    catchUpIfFar(read(newer(statements, recent, last), inFile));
                    List<ContactRead> reads = new ArrayList<>(sites.size());
                    for (String site : sites) {
                        reads.add(result(site, inFile.get(site), recent, last, state.resets));
                    }
                    if (state.anyUnannounced) {
                        Set<String> unannounced = unannounced(statements, sites);
                        for (int i = 0; i < reads.size(); i++) {
                            if (unannounced.contains(sites.get(i))) {
                                reads.set(i, withdrawn(sites.get(i), reads.get(i)));
                            }
                        }
                    }
                    return reads;
                });
    }

    private record State(long resets, boolean anyUnannounced) {}

    private static State state(PreparedStatements statements) throws SQLException {
        try (ResultSet row = statements.prepare(STATE).executeQuery()) {
            row.next();
            return new State(row.getLong(1), row.getBoolean(2));
        }
    }

    private static Set<String> unannounced(PreparedStatements statements, List<String> sites)
            throws SQLException {
        PreparedStatement query = statements.prepare(WITHDRAWN);
        query.setString(1, NameParameters.json(sites));
        Set<String> found = new HashSet<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }

    /** The sites of those that have a contact, by its number. */
    Map<Long, String> numbers(Collection<String> sites) {
        return numbers(sites, readers);
    }

    /**
     * The sites of those that have a contact, by its number.
     *
     * @param index reads the index
     */
    Map<Long, String> numbers(Collection<String> sites, ReaderPool index) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        Map<Long, String> numbers = HashMap.newHashMap(sites.size());
        List<String> others = new ArrayList<>();
        for (String site : sites) {
            @Nullable Logged known = recent.find(site);
            if (known != null) {
                numbers.put(known.id(), site);
            } else if (!recent.isNew(site)) {
                others.add(site);
            }
        }
        // What is not in the index yet comes first: it may be moved there meanwhile.
        readers.read(
                statements -> {
                    try (ResultSet row = newer(statements, recent, last).executeQuery()) {
                        while (row.next()) {
                            if (sites.contains(row.getString(1))) {
                                numbers.put(row.getLong(3), row.getString(1));
                            }
                        }
                    }
                    return true;
                });
        // In their order the look-ups that follow each other share the pages of the index.
        others.sort(null);
        PartedRead.all(others, index.size(), part -> index.read(each -> indexed(each, part)))
                .forEach(each -> numbers.put(each.getKey(), each.getValue()));
        return numbers;
    }

    private static List<Map.Entry<Long, String>> indexed(
            PreparedStatements statements, List<String> sites) throws SQLException {
        PreparedStatement indexed = statements.prepare(NUMBERS);
        indexed.setString(1, NameParameters.json(sites));
        List<Map.Entry<Long, String>> found = new ArrayList<>();
        try (ResultSet row = indexed.executeQuery()) {
            while (row.next()) {
                found.add(Map.entry(row.getLong(1), sites.get(row.getInt(2))));
            }
        }
        return found;
    }

    private static PreparedStatement newer(
            PreparedStatements statements, RecentContacts recent, long last) throws SQLException {
        PreparedStatement newer = statements.prepare(NEWER);
        newer.setLong(1, recent.resets());
        newer.setLong(2, last);
        return newer;
    }

    /** Returns how many rows there were. */
    private static long read(PreparedStatement query, Map<String, Long> into) throws SQLException {
        long rows = 0;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                into.put(row.getString(1), row.getLong(2));
                rows++;
            }
        }
        return rows;
    }

    /** Without waiting: another process may be writing just now, and this read is done. */
    private void catchUpIfFar(long rowsBehind) {
        if (rowsBehind > FAR_BEHIND && catchingUp.compareAndSet(false, true)) {
            // If it fails, the next read that reads so far asks again.
            var _ = writer.writeSoon(this::catchUp).whenComplete((_, _) -> catchingUp.set(false));
        }
    }

    private boolean catchUp(PreparedStatements statements) throws SQLException {
        log.catchUp(statements);
        return true;
    }
}
