package org.domainstats.storesqlite;

import org.domainstats.storesqlite.RecentContacts.Logged;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Looks for contacts from outside of the writer. A site is looked for in three places: among the
 * recent contacts in memory, in the index, and in the log past what is in memory, which other
 * processes may have written. Each is looked at after the one that its contacts come from, so that
 * none slips through.
 */
final class ContactLooks {

    /** Where the log is read from: up to there, sites are in the index or in memory. */
    private static final String PAST =
            "id > max(s.indexed, CASE WHEN s.resets = ?1 THEN ?2 ELSE 0 END)";

    private static final String ONE =
            "SELECT s.resets, (SELECT first_asked FROM contacts"
                    + " WHERE id = (SELECT id FROM contact_sites WHERE site = ?3)),"
                    + " (SELECT first_asked FROM contacts WHERE site = ?3 AND "
                    + PAST
                    + ") FROM contacts_state s";

    private static final String STATE = "SELECT resets FROM contacts_state";
    private static final String MANY =
            "SELECT j.value, c.first_asked FROM json_each(?1) j"
                    + " CROSS JOIN contact_sites s ON s.site = j.value"
                    + " CROSS JOIN contacts c ON c.id = s.id";
    private static final String NEWER =
            "SELECT c.site, c.first_asked FROM contacts_state s CROSS JOIN contacts c ON c." + PAST;

    private final ReaderPool readers;
    private final ContactLog log;

    ContactLooks(ReaderPool readers, ContactLog log) {
        this.readers = readers;
        this.log = log;
    }

    Look look(String site) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        return readers.read(
                statements -> {
                    PreparedStatement look = statements.prepare(ONE);
                    look.setLong(1, recent.resets());
                    look.setLong(2, last);
                    look.setString(3, site);
                    try (ResultSet row = look.executeQuery()) {
                        row.next();
                        Long found = number(row, 2);
                        if (found == null) {
                            found = number(row, 3);
                        }
                        long resets = row.getLong(1);
                        return look(site, found, recent, last, resets);
                    }
                });
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static Look look(
            String site, @Nullable Long inFile, RecentContacts recent, long last, long resets) {
        @Nullable Logged known = resets == recent.resets() ? recent.find(site) : null;
        if (known != null) {
            return new Look.Known(known.firstAsked());
        }
        return inFile == null
                ? new Look.Absent(site, last, recent.resets())
                : new Look.Known(inFile);
    }

    /** Looks for many sites at once, in their order. */
    List<Look> look(List<String> sites) {
        RecentContacts recent = log.recent();
        long last = recent.last();
        return readers.read(
                statements -> {
                    long resets = Rows.number(statements.prepare(STATE));
                    Map<String, Long> inFile = new HashMap<>();
                    PreparedStatement many = statements.prepare(MANY);
                    many.setString(1, Rows.json(sites));
                    read(many, inFile);
                    PreparedStatement newer = statements.prepare(NEWER);
                    newer.setLong(1, recent.resets());
                    newer.setLong(2, last);
                    read(newer, inFile);
                    List<Look> looks = new ArrayList<>(sites.size());
                    for (String site : sites) {
                        looks.add(look(site, inFile.get(site), recent, last, resets));
                    }
                    return looks;
                });
    }

    private static void read(PreparedStatement query, Map<String, Long> into) throws SQLException {
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                into.put(row.getString(1), row.getLong(2));
            }
        }
    }
}
