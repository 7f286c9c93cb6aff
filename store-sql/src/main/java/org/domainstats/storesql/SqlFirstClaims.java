package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.FirstClaims;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The claims of first contacts, in the table {@code first_claims}. */
public final class SqlFirstClaims implements FirstClaims {

    private static final String CLAIM =
            "INSERT INTO first_claims AS c (site, question, at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (site) DO UPDATE SET question = excluded.question,"
                    + " at = excluded.at WHERE c.at < ?";
    private static final String FIND = "SELECT site, question, at FROM first_claims WHERE site = ?";
    private static final String RELEASE =
            "UPDATE first_claims SET question = '', at = 0 WHERE site = ? AND question = ?";
    private static final String FORGET = "DELETE FROM first_claims WHERE at > 0 AND at < ?";

    private final SqlDatabase database;

    public SqlFirstClaims(SqlDatabase database) {
        this.database = database;
    }

    /** Done again, it finds the question that it wrote before. */
    @Override
    public Claim claim(Claim wanted, Instant staleBefore) {
        return database.write(
                statements -> {
                    PreparedStatement claim = statements.prepare(CLAIM);
                    claim.setString(1, wanted.site().ascii());
                    claim.setString(2, wanted.question());
                    claim.setLong(3, wanted.at().toEpochMilli());
                    claim.setLong(4, staleBefore.toEpochMilli());
                    claim.executeUpdate();
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, wanted.site().ascii());
                    try (ResultSet row = find.executeQuery()) {
                        row.next();
                        return read(row);
                    }
                });
    }

    @Override
    public Optional<Claim> find(DomainName site) {
        return database.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, site.ascii());
                    try (ResultSet row = find.executeQuery()) {
                        return row.next() ? Optional.of(read(row)) : Optional.empty();
                    }
                });
    }

    @Override
    public void release(Claim held) {
        database.write(
                statements -> {
                    PreparedStatement release = statements.prepare(RELEASE);
                    release.setString(1, held.site().ascii());
                    release.setString(2, held.question());
                    return release.executeUpdate();
                });
    }

    @Override
    public void forgetBefore(Instant instant) {
        database.write(
                statements -> {
                    PreparedStatement forget = statements.prepare(FORGET);
                    forget.setLong(1, instant.toEpochMilli());
                    return forget.executeUpdate();
                });
    }

    private static Claim read(ResultSet row) throws SQLException {
        return new Claim(
                new DomainName(row.getString(1)),
                row.getString(2),
                Instant.ofEpochMilli(row.getLong(3)));
    }
}
