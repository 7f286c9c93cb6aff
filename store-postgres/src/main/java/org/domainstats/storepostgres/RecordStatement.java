package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.StoredRegistration;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * One trip and one commit for a group of sites: those that have a contact are found, the others get
 * one. Two servers on one database make groups half as large, twice as many; what a group costs
 * beside its sites decides whether two record as many contacts as one.
 */
final class RecordStatement {

    /**
     * The row of the state is held until the commit: so numbers are in the order of commits, and
     * who reads up to a number has missed none below it. Where all have a contact, it is not taken,
     * and nothing is written. It is found by its index: while a dump of the database runs, all its
     * versions are kept, and afterwards the pages in which they were would be read each time until
     * a vacuum. The row without a site says how many were made, and after which number.
     */
    private static final String RECORD =
            "WITH asked AS MATERIALIZED (SELECT a.site, a.at, a.place, c.first_asked, c.claim"
                    + " FROM unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS a (site, at, place)"
                    + " LEFT JOIN contacts c ON c.site = a.site),"
                    + " absent AS MATERIALIZED (SELECT site, at, row_number() OVER (ORDER BY place)"
                    + " AS place FROM asked WHERE claim IS NULL),"
                    + " numbered AS (UPDATE contacts_state SET last = last + n.absent"
                    + " FROM (SELECT count(*) AS absent FROM absent) n"
                    + " WHERE one = 1 AND n.absent > 0"
                    + " RETURNING last - n.absent AS previous),"
                    + " made AS (INSERT INTO contacts"
                    + " (site, id, first_asked, last_asked, asked, claim)"
                    + " SELECT a.site, n.previous + a.place, a.at, a.at, 1, ?"
                    + " FROM numbered n CROSS JOIN absent a ORDER BY a.place"
                    + " ON CONFLICT (site) DO NOTHING RETURNING 1)"
                    + " SELECT NULL AS site, count(*), (SELECT previous FROM numbered) FROM made"
                    + " UNION ALL SELECT site, first_asked, claim FROM asked"
                    + " WHERE claim IS NOT NULL";

    /** The driver sends both together, and they are one transaction. */
    private static final String READ_AND_RECORD = PostgresRegistrations.FIND + "; " + RECORD;

    private RecordStatement() {}

    /**
     * What one trip to the database came to.
     *
     * @param sites those of the group
     * @param registrations what is stored of the group's domains; null if it was not read
     * @param numbers that its contacts have; null if none was made
     */
    record RecordedGroup(
            Map<String, RecordedSite> sites,
            @Nullable Map<DomainName, StoredRegistration> registrations,
            @Nullable Numbers numbers) {}

    /**
     * Numbers that follow each other.
     *
     * @param previous the one before them
     * @param last of them
     */
    record Numbers(long previous, long last) {}

    /**
     * Carries it out. Of sites that somebody else was quicker with, some or all are missing from
     * what it returns.
     *
     * @param asked sites and milliseconds since 1970
     * @param claim of the contacts that are made
     */
    static RecordedGroup run(Connection connection, Map<String, Long> asked, long claim)
            throws SQLException {
        try (PreparedStatement record = connection.prepareStatement(RECORD)) {
            set(record, 1, asked, claim);
            try (ResultSet row = record.executeQuery()) {
                requireDurable(record);
                return recorded(row, asked, claim, null);
            }
        }
    }

    /**
     * The same, and what is stored of registrations, which is read before: the row of the state is
     * held no longer for it.
     */
    static RecordedGroup run(
            Connection connection,
            Map<String, Long> asked,
            long claim,
            Collection<DomainName> domains)
            throws SQLException {
        if (domains.isEmpty()) {
            return run(connection, asked, claim);
        }
        try (PreparedStatement both = connection.prepareStatement(READ_AND_RECORD)) {
            both.setObject(1, TextParameters.names(domains));
            set(both, 2, asked, claim);
            both.execute();
            requireDurable(both);
            Map<DomainName, StoredRegistration> registrations;
            try (ResultSet row = both.getResultSet()) {
                registrations = PostgresRegistrations.rows(row);
            }
            both.getMoreResults();
            try (ResultSet row = both.getResultSet()) {
                return recorded(row, asked, claim, registrations);
            }
        }
    }

    private static void set(
            PreparedStatement record, int first, Map<String, Long> asked, long claim)
            throws SQLException {
        record.setObject(first, asked.keySet().toArray(String[]::new));
        record.setObject(first + 1, asked.values().stream().mapToLong(Long::longValue).toArray());
        record.setLong(first + 2, claim);
    }

    private static RecordedGroup recorded(
            ResultSet row,
            Map<String, Long> asked,
            long claim,
            @Nullable Map<DomainName, StoredRegistration> registrations)
            throws SQLException {
        Map<String, RecordedSite> recorded = HashMap.newHashMap(asked.size());
        long made = 0;
        long previous = 0;
        while (row.next()) {
            @Nullable String site = row.getString(1);
            long holder = row.getLong(3);
            if (site == null) {
                made = row.getLong(2);
                previous = holder;
            } else {
                recorded.put(site, new RecordedSite(row.getLong(2), holder, holder == claim));
            }
        }
        int absent = asked.size() - recorded.size();
        if (made == absent) {
            asked.forEach(
                    (site, at) ->
                            recorded.computeIfAbsent(site, _ -> new RecordedSite(at, claim, true)));
        }
        return new RecordedGroup(
                recorded,
                registrations,
                absent == 0 ? null : new Numbers(previous, previous + absent));
    }

    /**
     * A commit that was cancelled while it waited for a standby succeeds with a warning: a failover
     * may lose it.
     */
    static void requireDurable(PreparedStatement statement) throws SQLException {
        @Nullable Throwable warning = statement.getWarnings();
        if (warning != null) {
            throw new SQLException(
                    "committed, but: " + warning.getMessage(), PostgresFaults.COMMIT_IN_DOUBT);
        }
    }
}
