package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;

/**
 * Contacts whose announcement reached nobody, in the table {@code unannounced}. There are few, if
 * any: connections that were closed before their answer was written.
 */
final class Unannounced {

    /** Whether there are any, as an expression of SQL. */
    static final String ANY = "EXISTS (SELECT 1 FROM unannounced)";

    private static final String ADD = "INSERT OR IGNORE INTO unannounced (site) VALUES (?)";
    private static final String CLAIM = "DELETE FROM unannounced WHERE site = ?";

    private Unannounced() {}

    /**
     * Whether a site is one of them, as an expression of SQL.
     *
     * @param site an expression of SQL
     */
    static String contains(String site) {
        return "EXISTS (SELECT 1 FROM unannounced WHERE site = " + site + ")";
    }

    static int add(PreparedStatements statements, Collection<String> sites) throws SQLException {
        PreparedStatement add = statements.prepare(ADD);
        for (String site : sites) {
            add.setString(1, site);
            add.executeUpdate();
        }
        return sites.size();
    }

    /** True for the one caller who announces it. */
    static boolean claim(PreparedStatements statements, String site) throws SQLException {
        PreparedStatement claim = statements.prepare(CLAIM);
        claim.setString(1, site);
        return claim.executeUpdate() == 1;
    }

    static void clear(PreparedStatements statements) throws SQLException {
        statements.execute("DELETE FROM unannounced");
    }
}
