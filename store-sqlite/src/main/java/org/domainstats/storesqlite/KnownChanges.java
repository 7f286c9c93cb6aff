package org.domainstats.storesqlite;

import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Iterator;

/** Changes to the known domains within an open transaction. */
final class KnownChanges {

    private static final String PUT =
            "INSERT OR REPLACE INTO known (domain, rank, established, registered) VALUES (?, ?, ?, ?)";

    /** Lists of hostnames name a site many times; its best position counts. */
    private static final String RANK =
            "INSERT INTO known (domain, rank, established) VALUES (?, ?, 0)"
                    + " ON CONFLICT (domain) DO UPDATE SET rank = min(excluded.rank, coalesce(rank, excluded.rank))";

    private static final String SET_RANK =
            "INSERT INTO known (domain, rank, established) VALUES (?, ?, 0)"
                    + " ON CONFLICT (domain) DO UPDATE SET rank = excluded.rank";
    private static final String REMOVE = "DELETE FROM known WHERE domain = ?";

    private final Statements statements;

    KnownChanges(Statements statements) {
        this.statements = statements;
    }

    long apply(Scope scope, FeedVersion version, Iterator<Change> changes) throws SQLException {
        switch (scope) {
            case DELTA -> {}
            case SNAPSHOT -> statements.execute("DELETE FROM known");
            case RANKS -> {
                statements.execute("DELETE FROM known WHERE established = 0");
                statements.execute("UPDATE known SET rank = NULL WHERE rank IS NOT NULL");
            }
        }
        String rank = scope == Scope.RANKS ? RANK : SET_RANK;
        long applied = 0;
        while (changes.hasNext()) {
            apply(changes.next(), rank);
            applied++;
        }
        PreparedStatement done =
                statements.prepare(
                        "UPDATE feed SET major = ?, minor = ?, generation = generation + 1");
        done.setInt(1, version.major());
        done.setInt(2, version.minor());
        done.executeUpdate();
        return applied;
    }

    private void apply(Change change, String rankSql) throws SQLException {
        switch (change) {
            case Change.Put put -> put(put.domain().ascii(), put.known());
            case Change.Rank rank -> {
                PreparedStatement set = statements.prepare(rankSql);
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

    private void put(String domain, KnownDomain known) throws SQLException {
        PreparedStatement put = statements.prepare(PUT);
        put.setString(1, domain);
        if (known.rank() == KnownDomain.UNRANKED) {
            put.setNull(2, Types.INTEGER);
        } else {
            put.setInt(2, known.rank());
        }
        put.setBoolean(3, known.established());
        Rows.setInstant(put, 4, known.registered());
        put.executeUpdate();
    }
}
