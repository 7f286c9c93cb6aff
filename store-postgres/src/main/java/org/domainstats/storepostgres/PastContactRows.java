package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.Contacts.PastContact;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Contacts made elsewhere, on their way into the table {@code contacts}. */
final class PastContactRows {

    /** So many share a commit; those who record new contacts wait for it. */
    private static final int LARGEST_PART = 4_096;

    private static final String KNOWN = "SELECT site FROM contacts WHERE site = ANY(?)";

    /** In order of name, so that two servers do not wait for each other. */
    private static final String MERGE =
            "UPDATE contacts c SET first_asked = least(c.first_asked, a.first_asked),"
                    + " last_asked = greatest(c.last_asked, a.last_asked),"
                    + " asked = greatest(c.asked, a.asked)"
                    + " FROM unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[])"
                    + " AS a (site, first_asked, last_asked, asked)"
                    + " WHERE c.site = a.site AND (a.first_asked < c.first_asked"
                    + " OR a.last_asked > c.last_asked OR a.asked > c.asked)";

    private PastContactRows() {}

    /** Takes contacts over, and returns how many of the sites had none before. */
    static long merge(PostgresPool pool, List<PastContact> contacts) {
        long added = 0;
        for (int from = 0; from < contacts.size(); from += LARGEST_PART) {
            int end = Math.min(contacts.size(), from + LARGEST_PART);
            Map<String, PastContact> part = new LinkedHashMap<>();
            for (PastContact each : contacts.subList(from, end)) {
                part.merge(each.site().ascii(), each, PastContact::merge);
            }
            added += pool.longTransaction(connection -> merge(connection, part));
        }
        return added;
    }

    private static int merge(Connection connection, Map<String, PastContact> part)
            throws SQLException {
        Map<String, PastContact> fresh = new LinkedHashMap<>(part);
        fresh.keySet().removeAll(known(connection, part.keySet()));
        int added =
                fresh.isEmpty()
                        ? 0
                        : ContactRows.add(connection, rows(fresh), Claims.ANNOUNCED_ELSEWHERE);
        try (PreparedStatement merge = connection.prepareStatement(MERGE)) {
            ContactRow.set(merge, 1, rows(part));
            merge.executeUpdate();
        }
        return added;
    }

    private static Set<String> known(Connection connection, Set<String> sites) throws SQLException {
        Set<String> known = HashSet.newHashSet(sites.size());
        try (PreparedStatement find = connection.prepareStatement(KNOWN)) {
            find.setObject(1, sites.toArray(String[]::new));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    known.add(row.getString(1));
                }
            }
        }
        return known;
    }

    private static List<ContactRow> rows(Map<String, PastContact> contacts) {
        return contacts.entrySet().stream()
                .map(each -> row(each.getKey(), each.getValue()))
                .toList();
    }

    private static ContactRow row(String site, PastContact past) {
        return new ContactRow(
                site,
                past.firstAsked().toEpochMilli(),
                past.lastAsked().toEpochMilli(),
                past.times());
    }
}
