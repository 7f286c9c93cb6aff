package org.domainstats.storesqlite;

import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.storesqlite.RecentContacts.Logged;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows that go into the table {@code contacts} together: a call of its own for each would cost more
 * than the row.
 */
final class NewRows {

    private static final String APPEND =
            "INSERT INTO contacts (id, site, first_asked, last_asked, asked)"
                    + " SELECT ?1 + key, value, ?2, ?2, 1 FROM json_each(?3)";

    private final List<String> sites = new ArrayList<>();
    private long firstId;
    private long firstAsked;

    /** Adds a row, whose number is the one after the last one's. */
    void add(PreparedStatements statements, String site, Logged contact) throws SQLException {
        if (contact.firstAsked() != firstAsked) {
            write(statements);
        }
        if (sites.isEmpty()) {
            firstId = contact.id();
            firstAsked = contact.firstAsked();
        }
        sites.add(site);
    }

    /** Writes what was added. */
    void write(PreparedStatements statements) throws SQLException {
        if (sites.isEmpty()) {
            return;
        }
        PreparedStatement append = statements.prepare(APPEND);
        append.setLong(1, firstId);
        append.setLong(2, firstAsked);
        append.setString(3, NameParameters.json(sites));
        append.executeUpdate();
        sites.clear();
    }
}
