package org.domainstats.storepostgres;

import org.domainstats.store.ContactJournal.Batch;
import org.domainstats.store.Contacts.PastContact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A batch of a server's journal on its way into the table {@code contacts}. */
final class JournalRows {

    /** Once for each batch: who finds its number written has nothing left to do. */
    private static final String BEGIN =
            "INSERT INTO journals AS j (id, batch, at) VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE"
                    + " SET batch = excluded.batch, at = excluded.at WHERE j.batch < excluded.batch";

    /**
     * Takes the row of the state, and the commit follows: while it is held, nobody else makes
     * contacts, and a trip between the two took longer than they can wait on a busy machine. Rows
     * are locked in order of name, so that two servers do not wait for each other.
     */
    private static final String ADD =
            "WITH numbered AS (UPDATE contacts_state SET last = last + ? RETURNING last)"
                    + " INSERT INTO contacts AS c (site, id, first_asked, last_asked, asked, claim)"
                    + " SELECT a.site, n.last - ? + a.place, a.first_asked, a.last_asked, a.asked, ?"
                    + " FROM numbered n CROSS JOIN"
                    + " unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) WITH ORDINALITY"
                    + " AS a (site, first_asked, last_asked, asked, place)"
                    + " ORDER BY a.site COLLATE \"C\" ON CONFLICT (site) DO UPDATE SET"
                    + " first_asked = least(c.first_asked, excluded.first_asked),"
                    + " last_asked = greatest(c.last_asked, excluded.last_asked),"
                    + " asked = c.asked + excluded.asked"
                    + " RETURNING site, first_asked, claim";

    private JournalRows() {}

    /**
     * Adds what a batch says, in a transaction of its own. Sites without a contact get one that was
     * announced to nobody, so that it goes to the next who asks; where another server was asked
     * meanwhile, the earlier first time stands.
     *
     * @param unannounced the number of contacts that were announced to nobody
     * @return how many contacts it made
     */
    static int settle(Connection connection, Batch batch, long unannounced, InstantSource clock)
            throws SQLException {
        if (!begin(connection, batch, clock.instant())) {
            // A commit that writes waits until a standby has what was committed before.
            ContactRows.holdState(connection);
            return 0;
        }
        ContactRows.lockTable(connection);
        Map<String, ContactRow> rows = rows(connection, batch, clock);
        return rows.isEmpty() ? 0 : add(connection, rows, unannounced);
    }

    private static int add(Connection connection, Map<String, ContactRow> rows, long unannounced)
            throws SQLException {
        int made = 0;
        boolean moved = false;
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setInt(1, rows.size());
            add.setInt(2, rows.size());
            add.setLong(3, unannounced);
            ContactRow.set(add, 4, List.copyOf(rows.values()));
            try (ResultSet row = add.executeQuery()) {
                while (row.next()) {
                    ContactRow asked = Objects.requireNonNull(rows.get(row.getString(1)));
                    boolean isNew = row.getLong(3) == unannounced;
                    made += isNew ? 1 : 0;
                    moved |= !isNew && row.getLong(2) == asked.firstAsked();
                }
            }
        }
        if (moved) {
            // Others may hold the later instant.
            ContactRows.tellOthers(connection);
        }
        return made;
    }

    /** By site, without what was asked before a site was forgotten. */
    private static Map<String, ContactRow> rows(
            Connection connection, Batch batch, InstantSource clock) throws SQLException {
        Map<String, ContactRow> rows = new LinkedHashMap<>();
        batch.contacts().forEach(each -> rows.put(each.site().ascii(), row(each)));
        ForgottenNames.find(connection, List.copyOf(rows.keySet()), clock)
                .forEach(
                        (site, forgotten) ->
                                rows.computeIfPresent(site, (_, row) -> row.without(forgotten)));
        return rows;
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

    private static ContactRow row(PastContact asked) {
        return new ContactRow(
                asked.site().ascii(),
                asked.firstAsked().toEpochMilli(),
                asked.lastAsked().toEpochMilli(),
                asked.times());
    }
}
