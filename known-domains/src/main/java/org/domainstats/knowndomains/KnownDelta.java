package org.domainstats.knowndomains;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.store.KnownDomains.Change;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Iterator;

/** Changes made where the known domains stand, within an open transaction. */
final class KnownDelta {

    private static final String PUT =
            "INSERT OR REPLACE INTO known (rank, established, registered, domain) VALUES (?, ?, ?, ?)";
    private static final String RANK =
            "INSERT INTO known (domain, rank, established) VALUES (?, ?, 0)"
                    + " ON CONFLICT (domain) DO UPDATE SET rank = excluded.rank";
    private static final String REMOVE = "DELETE FROM known WHERE domain = ?";

    private final PreparedStatements statements;

    KnownDelta(PreparedStatements statements) {
        this.statements = statements;
    }

    /** Returns how many changes there were. */
    long apply(Iterator<Change> changes) throws SQLException {
        long applied = 0;
        while (changes.hasNext()) {
            apply(changes.next());
            applied++;
        }
        return applied;
    }

    private void apply(Change change) throws SQLException {
        switch (change) {
            case Change.Put put -> {
                PreparedStatement replace = statements.prepare(PUT);
                KnownColumns.set(replace, 1, put.known());
                replace.setString(4, put.domain().ascii());
                replace.executeUpdate();
            }
            case Change.Rank rank -> {
                PreparedStatement set = statements.prepare(RANK);
                set.setString(1, rank.domain().ascii());
                set.setInt(2, rank.rank());
                set.executeUpdate();
            }
            case Change.Remove remove -> {
                PreparedStatement delete = statements.prepare(REMOVE);
                delete.setString(1, remove.domain().ascii());
                delete.executeUpdate();
            }
        }
    }
}
