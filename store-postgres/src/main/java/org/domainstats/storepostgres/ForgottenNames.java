package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * When names were forgotten, as hashes in the table {@code forgotten}. What a server noted on its
 * own disk before that, in its journal or of its announcements, must not bring a name back when it
 * reaches the database again.
 */
final class ForgottenNames {

    private static final String ADD =
            "INSERT INTO forgotten AS f (hash, at) VALUES (sha256(convert_to(?, 'UTF8')), "
                    + PostgresDatabase.NOW
                    + ") ON CONFLICT (hash) DO UPDATE SET at = greatest(f.at, excluded.at)";
    private static final String FIND =
            "SELECT a.site, "
                    + PostgresDatabase.NOW
                    + " - f.at FROM unnest(?::text[]) AS a (site)"
                    + " JOIN forgotten f ON f.hash = sha256(convert_to(a.site, 'UTF8'))";

    /** By then a server that was away has come back, or never will. */
    private static final String REMOVE_OLD =
            "DELETE FROM forgotten"
                    + " WHERE at < (extract(epoch FROM now() - interval '90 days') * 1000)::bigint";

    private ForgottenNames() {}

    /** Notes in the transaction of a connection that a name is forgotten now. */
    static void add(Connection connection, DomainName site) throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE_OLD);
                PreparedStatement add = connection.prepareStatement(ADD)) {
            remove.executeUpdate();
            add.setString(1, site.ascii());
            add.executeUpdate();
        }
    }

    /**
     * Those of some sites that were forgotten. How long ago is measured by the database's clock,
     * and taken off this server's, which may be hours ahead or behind; with what the reply took.
     */
    static Map<String, Forgotten> find(
            Connection connection, Collection<String> sites, InstantSource clock)
            throws SQLException {
        Map<String, Long> ages = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, sites.toArray(String[]::new));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    ages.put(row.getString(1), row.getLong(2));
                }
            }
        }
        long now = clock.millis();
        Map<String, Forgotten> found = HashMap.newHashMap(ages.size());
        ages.forEach((site, age) -> found.put(site, new Forgotten(now - age, now)));
        return found;
    }

    /**
     * A name that was forgotten, by the clock of this server, in milliseconds since 1970.
     *
     * @param at when
     * @param now when that was found out
     */
    record Forgotten(long at, long now) {

        /**
         * Whether what was asked about it at some time is to be forgotten. A time that is yet to
         * come was noted by a clock that has been set back since: it says nothing.
         */
        boolean covers(long asked) {
            return asked <= at || asked > now;
        }
    }
}
