package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Takes contacts out of their tables, but not out of the memory of {@link ContactLog}. */
final class ContactRemoval {

    private static final String COUNT =
            "SELECT max(coalesce((SELECT max(id) FROM contacts), 0), indexed) - reset_at"
                    + " - forgotten FROM contacts_state";
    private static final String RESET =
            "UPDATE contacts_state SET resets = resets + 1, reset_at = ?1, indexed = ?1,"
                    + " forgotten = 0";
    private static final String ONE = "DELETE FROM contacts WHERE id = ?";
    private static final String FORGOTTEN =
            "UPDATE contacts_state SET resets = resets + 1, forgotten = forgotten + 1";

    private ContactRemoval() {}

    /** Numbers have no gaps but those of forgotten contacts, so that nothing need be counted. */
    static long count(PreparedStatements statements) throws SQLException {
        return ColumnValues.number(statements.prepare(COUNT));
    }

    /**
     * Removes all, and returns how many they were.
     *
     * @param last the number of the newest one: none is used again
     */
    static long all(PreparedStatements statements, SiteIndex index, long last) throws SQLException {
        long forgotten = count(statements);
        statements.execute("DELETE FROM contacts");
        Unannounced.clear(statements);
        SqliteContactClients.clear(statements);
        index.clear(statements);
        PreparedStatement reset = statements.prepare(RESET);
        reset.setLong(1, last);
        reset.executeUpdate();
        return forgotten;
    }

    /** Removes one that is in the index, so that its number is not used again. */
    static void one(PreparedStatements statements, SiteIndex index, String site, long id)
            throws SQLException {
        PreparedStatement one = statements.prepare(ONE);
        one.setLong(1, id);
        one.executeUpdate();
        SqliteContactClients.remove(statements, id);
        index.remove(statements, site);
        Unannounced.claim(statements, site);
        statements.prepare(FORGOTTEN).executeUpdate();
    }
}
