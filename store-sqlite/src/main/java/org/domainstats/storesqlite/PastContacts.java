package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.store.Contacts.PastContact;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Contacts made elsewhere, on their way into the table {@code contacts}. */
final class PastContacts {

    private static final String MERGE =
            "UPDATE contacts SET first_asked = min(first_asked, ?), last_asked = max(last_asked, ?),"
                    + " asked = max(asked, ?) WHERE id = ?";

    private final Map<String, PastContact> bySite;

    PastContacts(List<PastContact> contacts) {
        this.bySite = HashMap.newHashMap(contacts.size());
        contacts.forEach(each -> bySite.merge(each.site().ascii(), each, PastContact::merge));
    }

    Map<String, PastContact> bySite() {
        return bySite;
    }

    /**
     * Moves the instants of rows that are there.
     *
     * @param sites the site of each row, by its number
     */
    int merge(PreparedStatements statements, Map<Long, String> sites) throws SQLException {
        for (Map.Entry<Long, String> each : sites.entrySet()) {
            PastContact past = bySite.get(each.getValue());
            if (past != null) {
                PreparedStatement merge = statements.prepare(MERGE);
                merge.setLong(1, past.firstAsked().toEpochMilli());
                merge.setLong(2, past.lastAsked().toEpochMilli());
                merge.setLong(3, past.times());
                merge.setLong(4, each.getKey());
                merge.executeUpdate();
            }
        }
        return sites.size();
    }
}
