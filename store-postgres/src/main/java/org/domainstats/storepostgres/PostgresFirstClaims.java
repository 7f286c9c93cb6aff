package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.FirstClaims;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The claims of first contacts, in the table {@code first_claims}. */
final class PostgresFirstClaims implements FirstClaims {

    private static final String CLAIM =
            "INSERT INTO first_claims AS c (site, question, at) VALUES (?, ?, ?)"
                    + " ON CONFLICT (site) DO UPDATE SET question = excluded.question,"
                    + " at = excluded.at WHERE c.at < ?";
    private static final String FIND = "SELECT site, question, at FROM first_claims WHERE site = ?";
    private static final String RELEASE =
            "UPDATE first_claims SET question = '', at = 0 WHERE site = ? AND question = ?";
    private static final String FORGET = "DELETE FROM first_claims WHERE at > 0 AND at < ?";

    private final PostgresPool pool;

    PostgresFirstClaims(PostgresPool pool) {
        this.pool = pool;
    }

    /** Done again, it finds the question that it wrote before. */
    @Override
    public Claim claim(Claim wanted, Instant staleBefore) {
        return pool.transaction(
                connection -> {
                    try (PreparedStatement claim = connection.prepareStatement(CLAIM)) {
                        claim.setString(1, wanted.site().ascii());
                        claim.setString(2, wanted.question());
                        claim.setLong(3, wanted.at().toEpochMilli());
                        claim.setLong(4, staleBefore.toEpochMilli());
                        claim.executeUpdate();
                    }
                    return find(connection, wanted.site()).orElse(wanted);
                });
    }

    @Override
    public Optional<Claim> find(DomainName site) {
        return pool.run(connection -> find(connection, site));
    }

    private static Optional<Claim> find(Connection connection, DomainName site)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, site.ascii());
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? Optional.of(
                                new Claim(
                                        new DomainName(row.getString(1)),
                                        row.getString(2),
                                        Instant.ofEpochMilli(row.getLong(3))))
                        : Optional.empty();
            }
        }
    }

    @Override
    public void release(Claim held) {
        pool.run(
                connection -> {
                    try (PreparedStatement release = connection.prepareStatement(RELEASE)) {
                        release.setString(1, held.site().ascii());
                        release.setString(2, held.question());
                        return release.executeUpdate();
                    }
                });
    }

    @Override
    public void forgetBefore(Instant instant) {
        pool.run(
                connection -> {
                    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                        forget.setLong(1, instant.toEpochMilli());
                        return forget.executeUpdate();
                    }
                });
    }
}
