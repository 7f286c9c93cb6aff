package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesqlite.RecentContacts.Logged;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The index of contacts by site, in two tables: new rows go into the small one, {@code
 * contact_sites_newer}, and are moved on to the large one, {@code contact_sites}, when many have
 * gathered. Used by the writer alone; others read it with {@link #idOf}.
 */
final class SiteIndex {

    /**
     * So many rows gather before any is moved on. With 3 million contacts half of it or twice as
     * much wrote as much or more; with more contacts more is better.
     */
    static final int GATHERED = 200_000;

    private static final String ADD =
            "INSERT OR IGNORE INTO contact_sites_newer (site, id)"
                    + " SELECT key, value FROM json_each(?)";
    private static final String COUNT = "SELECT count(*) FROM contact_sites_newer";

    /** Both ends are names of the rows themselves, so that they may hold whatever they do. */
    private static final String END =
            "SELECT max(site) FROM (SELECT site FROM contact_sites_newer WHERE site > ?"
                    + " ORDER BY site LIMIT ?)";

    private static final String MOVE =
            "INSERT OR IGNORE INTO contact_sites (site, id)"
                    + " SELECT site, id FROM contact_sites_newer WHERE site > ? AND site <= ?";
    private static final String MOVED =
            "DELETE FROM contact_sites_newer WHERE site > ? AND site <= ?";

    private static final List<String> REMOVE =
            List.of(
                    "DELETE FROM contact_sites_newer WHERE site = ?",
                    "DELETE FROM contact_sites WHERE site = ?");

    private static final String START = "";
    private static final int UNKNOWN = -1;

    private final long gathering;

    /** How many rows wait to be moved; only roughly so while another process adds some too. */
    private long gathered = UNKNOWN;

    /** Up to there rows were moved in this round. */
    private String moved = START;

    /**
     * @param gathering so many rows gather before any is moved on
     */
    SiteIndex(long gathering) {
        this.gathering = gathering;
    }

    /**
     * A scalar query for the number of a site's contact, or null.
     *
     * @param site an expression of SQL
     */
    static String idOf(String site) {
        return "coalesce((SELECT id FROM contact_sites_newer WHERE site = "
                + site
                + "), (SELECT id FROM contact_sites WHERE site = "
                + site
                + "))";
    }

    /** Adds sites with the numbers of their contacts. */
    void add(PreparedStatements statements, List<Map.Entry<String, Logged>> contacts)
            throws SQLException {
        PreparedStatement add = statements.prepare(ADD);
        add.setString(1, json(contacts));
        int added = add.executeUpdate();
        if (gathered == UNKNOWN) {
            gathered = ColumnValues.number(statements.prepare(COUNT));
        } else {
            gathered += added;
        }
    }

    /** An object; names hold nothing that JSON would have to escape. */
    private static String json(List<Map.Entry<String, Logged>> contacts) {
        return contacts.stream()
                .map(contact -> '"' + contact.getKey() + "\":" + contact.getValue().id())
                .collect(Collectors.joining(",", "{", "}"));
    }

    /**
     * Moves some rows on, if enough have gathered. It goes round and round in order of name: where
     * it has not been for longest, most has gathered, so that each page of the large table takes in
     * many at once.
     */
    void moveOn(PreparedStatements statements, int rows) throws SQLException {
        if (gathered <= gathering) {
            return;
        }
        @Nullable String end = end(statements, rows);
        if (end == null) {
            moved = START;
            gathered = UNKNOWN;
            return;
        }
        between(statements.prepare(MOVE), end).executeUpdate();
        gathered -= between(statements.prepare(MOVED), end).executeUpdate();
        moved = end;
    }

    private @Nullable String end(PreparedStatements statements, int rows) throws SQLException {
        PreparedStatement end = statements.prepare(END);
        end.setString(1, moved);
        end.setInt(2, rows);
        try (ResultSet row = end.executeQuery()) {
            return row.next() ? row.getString(1) : null;
        }
    }

    private PreparedStatement between(PreparedStatement rows, String end) throws SQLException {
        rows.setString(1, moved);
        rows.setString(2, end);
        return rows;
    }

    /** Removes a site; it is in one of the two tables. */
    void remove(PreparedStatements statements, String site) throws SQLException {
        for (String sql : REMOVE) {
            PreparedStatement remove = statements.prepare(sql);
            remove.setString(1, site);
            remove.executeUpdate();
        }
    }

    void clear(PreparedStatements statements) throws SQLException {
        statements.execute("DELETE FROM contact_sites_newer");
        statements.execute("DELETE FROM contact_sites");
        gathered = UNKNOWN;
        moved = START;
    }
}
