package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesql.SqlEventSources;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Registrations in the table of that name. */
final class SqliteRegistrations implements Registrations {

    private static final String FIND =
            "SELECT outcome, registered, again, precision, until, source, reason,"
                    + " checked, check_again FROM registrations WHERE domain = ?";
    private static final String FIND_ALL =
            "SELECT outcome, registered, again, precision, until, source, reason,"
                    + " checked, check_again, j.key FROM json_each(?) j"
                    + " CROSS JOIN registrations r ON r.domain = j.value";
    private static final String PUT =
            "INSERT OR REPLACE INTO registrations (outcome, registered, again, precision, until,"
                    + " source, reason, checked, check_again, domain) VALUES (?, ?, ?, ?, ?, ?, ?, ?,"
                    + " ?, ?)";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteRegistrations(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Optional<StoredRegistration> find(DomainName domain) {
        return readers.read(statements -> find(statements, domain));
    }

    private static Optional<StoredRegistration> find(
            PreparedStatements statements, DomainName domain) throws SQLException {
        PreparedStatement find = statements.prepare(FIND);
        find.setString(1, domain.ascii());
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? Optional.of(read(row)) : Optional.empty();
        }
    }

    @Override
    public Map<DomainName, StoredRegistration> findAll(List<DomainName> domains) {
        if (domains.size() == 1) {
            DomainName only = domains.getFirst();
            return find(only).map(found -> Map.of(only, found)).orElse(Map.of());
        }
        return readers.read(
                statements ->
                        NameParameters.all(
                                statements.prepare(FIND_ALL), domains, SqliteRegistrations::read));
    }

    private static StoredRegistration read(ResultSet row) throws SQLException {
        return new StoredRegistration(
                OutcomeColumns.read(row),
                Instant.ofEpochMilli(row.getLong(8)),
                Instant.ofEpochMilli(row.getLong(9)));
    }

    @Override
    public Optional<StoredRegistration> update(
            DomainName domain,
            Function<@Nullable StoredRegistration, @Nullable StoredRegistration> change) {
        return writer.write(
                statements -> {
                    @Nullable StoredRegistration before = find(statements, domain).orElse(null);
                    @Nullable StoredRegistration after = change.apply(before);
                    if (after != null && !after.equals(before)) {
                        put(statements, domain, after);
                        SqlEventSources.log(statements::prepare, domain, before, after);
                    }
                    return Optional.ofNullable(after == null ? before : after);
                });
    }

    private static void put(
            PreparedStatements statements, DomainName domain, StoredRegistration registration)
            throws SQLException {
        PreparedStatement put = statements.prepare(PUT);
        OutcomeColumns.set(put, registration.outcome());
        put.setLong(8, registration.checked().toEpochMilli());
        put.setLong(9, registration.checkAgain().toEpochMilli());
        put.setString(10, domain.ascii());
        put.executeUpdate();
    }
}
