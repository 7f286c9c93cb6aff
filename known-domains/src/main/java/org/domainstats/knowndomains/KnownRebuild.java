package org.domainstats.knowndomains;

import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A new table of known domains, filled in order of name beside the one in use, in transactions of
 * bounded size. One short transaction then puts it in the other's place. Why: {@code
 * docs/decisions/0005-known-domains-beside.md}.
 */
final class KnownRebuild implements StagedChanges.Sink {

    /** Some 3 MB: the write-ahead log stays small, and each row is still written to disk once. */
    private static final int ROWS_AT_ONCE = 50_000;

    private static final String PUT =
            "INSERT INTO known_next (rank, established, registered, domain) VALUES (?, ?, ?, ?)";

    private final PreparedStatements statements;
    private final Scope scope;
    private @Nullable DomainName domain;
    private @Nullable KnownDomain known;
    private long domains;

    private KnownRebuild(PreparedStatements statements, Scope scope) {
        this.statements = statements;
        this.scope = scope;
    }

    /** Fills the new table and returns how many domains are in it. */
    static long fill(PreparedStatements statements, Scope scope, StagedChanges staged)
            throws SQLException {
        KnownRebuild rebuild = new KnownRebuild(statements, scope);
        rebuild.start();
        staged.forEach(rebuild);
        rebuild.put();
        statements.commit();
        return rebuild.domains;
    }

    private void start() throws SQLException {
        statements.begin();
        statements.execute("DROP TABLE IF EXISTS known_next");
        statements.execute(definition());
    }

    /** The table in use says what columns there are, so that no migration is forgotten here. */
    private String definition() throws SQLException {
        PreparedStatement query =
                statements.prepare("SELECT sql FROM sqlite_schema WHERE name = 'known'");
        try (ResultSet row = query.executeQuery()) {
            row.next();
            return row.getString(1).replaceFirst("^CREATE TABLE \\S+", "CREATE TABLE known_next");
        }
    }

    @Override
    public void take(Change change) throws SQLException {
        if (!change.domain().equals(domain)) {
            put();
            domain = change.domain();
            known = null;
        }
        known = after(change);
    }

    private @Nullable KnownDomain after(Change change) {
        return switch (change) {
            case Change.Put put -> put.known();
            case Change.Remove _ -> null;
            case Change.Rank rank ->
                    known == null
                            ? new KnownDomain(rank.rank(), false, null)
                            : new KnownDomain(
                                    better(known.rank(), rank.rank()),
                                    known.established(),
                                    known.registered());
        };
    }

    private int better(int before, int now) {
        return scope == Scope.RANKS && before != KnownDomain.UNRANKED ? Math.min(before, now) : now;
    }

    private void put() throws SQLException {
        if (domain == null || known == null) {
            return;
        }
        PreparedStatement put = statements.prepare(PUT);
        KnownColumns.set(put, 1, known);
        put.setString(4, domain.ascii());
        put.executeUpdate();
        if (++domains % ROWS_AT_ONCE == 0) {
            statements.commit();
            statements.begin();
        }
    }

    /** Puts the new table in the place of the old one, within an open transaction. */
    static void takeOver(PreparedStatements statements) throws SQLException {
        statements.execute("DROP TABLE known");
        statements.execute("ALTER TABLE known_next RENAME TO known");
    }
}
