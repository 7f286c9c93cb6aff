package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Which contacts come from elsewhere, so that no event is made of them, in the table {@code
 * past_contacts}.
 */
final class PastRanges {

    /** The condition that a contact {@code c} is one of them. */
    static final String IS_PAST =
            "EXISTS (SELECT 1 FROM past_contacts WHERE first <= c.id AND last >= c.id)";

    private static final String EXTEND = "UPDATE past_contacts SET last = ?2 WHERE last = ?1 - 1";
    private static final String ADD = "INSERT INTO past_contacts (first, last) VALUES (?, ?)";

    private PastRanges() {}

    /** Notes them, in the transaction that makes them. */
    static void add(PreparedStatements statements, long first, long last) throws SQLException {
        PreparedStatement extend = statements.prepare(EXTEND);
        extend.setLong(1, first);
        extend.setLong(2, last);
        if (extend.executeUpdate() == 0) {
            PreparedStatement add = statements.prepare(ADD);
            add.setLong(1, first);
            add.setLong(2, last);
            add.executeUpdate();
        }
    }
}
