package org.domainstats.storepostgres;

import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.PastContact;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A batch of a server's journal on its way into the table {@code contacts}. */
final class JournalRows {

    /** Once for each batch: who finds its number written has nothing left to do. */
    private static final String BEGIN =
            "INSERT INTO journals AS j (id, batch, at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
                    + " SET batch = excluded.batch, at = excluded.at WHERE j.batch < excluded.batch";

    private static final String ADD_TO_KNOWN =
            "UPDATE contacts c SET first_asked = least(c.first_asked, a.first_asked),"
                    + " last_asked = greatest(c.last_asked, a.last_asked),"
                    + " asked = c.asked + a.asked"
                    + " FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])"
                    + " AS a (site, first_asked, last_asked, asked) WHERE c.site = a.site";

    private JournalRows() {}

    /**
     * Adds what a batch says, in a transaction of its own. Sites without a contact get one that was
     * announced to nobody, so that it goes to the next who asks; where another server was asked
     * meanwhile, the earlier first time stands.
     *
     * @param unannounced the number of contacts that were announced to nobody
     * @return how many contacts it made
     */
    static int settle(Connection connection, Batch batch, long unannounced, Instant now)
            throws SQLException {
        if (!begin(connection, batch, now)) {
            // A commit that writes waits until a standby has what was committed before.
            ContactRows.holdState(connection);
            return 0;
        }
        ContactRows.holdState(connection);
        Map<String, ContactRow> rows = rows(connection, batch);
        Map<String, RecordedSite> before = ContactRows.find(connection, rows.keySet(), unannounced);
        Map<String, ContactRow> absent = new LinkedHashMap<>(rows);
        absent.keySet().removeAll(before.keySet());
        if (!absent.isEmpty()) {
            ContactRows.add(connection, List.copyOf(absent.values()), unannounced);
        }
        Map<String, RecordedSite> after = ContactRows.find(connection, rows.keySet(), unannounced);
        List<ContactRow> known = new ArrayList<>();
        for (ContactRow row : rows.values()) {
            if (!recorded(after, row).first()) {
                known.add(row);
            }
        }
        known.sort(Comparator.comparing(ContactRow::site));
        addToKnown(connection, known, after);
        return rows.size() - known.size();
    }

    /** By site, without what was asked before a site was forgotten. */
    private static Map<String, ContactRow> rows(Connection connection, Batch batch)
            throws SQLException {
        Map<String, ContactRow> rows = new LinkedHashMap<>();
        batch.contacts().forEach(each -> rows.put(each.site().ascii(), row(each)));
        ForgottenNames.find(connection, List.copyOf(rows.keySet()))
                .forEach((site, at) -> rows.computeIfPresent(site, (_, row) -> row.askedAfter(at)));
        return rows;
    }

    private static RecordedSite recorded(Map<String, RecordedSite> found, ContactRow row)
            throws SQLException {
        @Nullable RecordedSite recorded = found.get(row.site());
        if (recorded == null) {
            throw new SQLException("reset while the journal was settled", "40001");
        }
        return recorded;
    }

    private static boolean begin(Connection connection, Batch batch, Instant now)
            throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, batch.journal());
            begin.setLong(2, batch.number());
            begin.setLong(3, now.toEpochMilli());
            return begin.executeUpdate() > 0;
        }
    }

    private static void addToKnown(
            Connection connection, List<ContactRow> known, Map<String, RecordedSite> recorded)
            throws SQLException {
        if (known.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD_TO_KNOWN)) {
            ContactRow.set(add, 1, known);
            add.executeUpdate();
        }
        for (ContactRow row : known) {
            if (row.firstAsked() < recorded(recorded, row).firstAsked()) {
                ContactRows.tellOthers(connection);
                return;
            }
        }
    }

    private static ContactRow row(PastContact asked) {
        return new ContactRow(
                asked.site().ascii(),
                asked.firstAsked().toEpochMilli(),
                asked.lastAsked().toEpochMilli(),
                asked.times());
    }
}
