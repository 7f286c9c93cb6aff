package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.FirstClaims;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The claims of first contacts, in the table {@code first_claims}. */
final class SqliteFirstClaims implements FirstClaims {

    private static final String CLAIM =
            "INSERT INTO first_claims (site, question, at) VALUES (?, ?, ?) ON CONFLICT (site)"
                    + " DO UPDATE SET question = excluded.question, at = excluded.at WHERE at < ?";
    private static final String FIND = "SELECT site, question, at FROM first_claims WHERE site = ?";
    private static final String RELEASE =
            "UPDATE first_claims SET question = '', at = 0 WHERE site = ? AND question = ?";
    private static final String FORGET = "DELETE FROM first_claims WHERE at > 0 AND at < ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteFirstClaims(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Claim claim(Claim wanted, Instant staleBefore) {
        return writer.write(
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
        return readers.read(
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
        writer.write(
                statements -> {
                    PreparedStatement release = statements.prepare(RELEASE);
                    release.setString(1, held.site().ascii());
                    release.setString(2, held.question());
                    return release.executeUpdate();
                });
    }

    @Override
    public void forgetBefore(Instant instant) {
        writer.write(
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
