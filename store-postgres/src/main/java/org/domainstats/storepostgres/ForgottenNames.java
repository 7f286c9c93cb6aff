package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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
            "INSERT INTO forgotten AS f (hash, at) VALUES (sha256(convert_to(?, 'UTF8')),"
                    + " (extract(epoch FROM clock_timestamp()) * 1000)::bigint)"
                    + " ON CONFLICT (hash) DO UPDATE SET at = greatest(f.at, excluded.at)";
    private static final String FIND =
            "SELECT a.site, f.at FROM unnest(?::text[]) AS a (site)"
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

    /** When those of some sites that were forgotten were, in milliseconds since 1970. */
    static Map<String, Long> find(Connection connection, Collection<String> sites)
            throws SQLException {
        Map<String, Long> found = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, sites.toArray(String[]::new));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    found.put(row.getString(1), row.getLong(2));
                }
            }
        }
        return found;
    }
}
