package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.GroupedReads;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.OutcomeFields;
import org.domainstats.store.Registrations;
import org.domainstats.store.StoredRegistration;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.SqlEventSources;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Registrations in the table of that name. */
final class PostgresRegistrations implements Registrations {

    static final String FIND =
            "SELECT domain, outcome, registered, again, precision, until, source, reason, checked,"
                    + " check_again FROM registrations WHERE domain = ANY(?)";
    private static final String INSERT =
            "INSERT INTO registrations (outcome, registered, again, precision, until, source,"
                    + " reason, checked, check_again, domain) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                    + " ON CONFLICT (domain) DO NOTHING";
    private static final String UPDATE =
            "UPDATE registrations SET outcome = ?, registered = ?, again = ?, precision = ?,"
                    + " until = ?, source = ?, reason = ?, checked = ?, check_again = ?"
                    + " WHERE domain = ?";

    private final PostgresPool pool;
    private final GroupedReads<DomainName, StoredRegistration> reads;

    /**
     * @param reads of all who use the pool, made by {@link #reads}
     */
    PostgresRegistrations(PostgresPool pool, GroupedReads<DomainName, StoredRegistration> reads) {
        this.pool = pool;
        this.reads = reads;
    }

    static GroupedReads<DomainName, StoredRegistration> reads(PostgresPool pool) {
        return new GroupedReads<>(
                "postgres-registrations",
                pool,
                domains -> pool.read(connection -> find(connection, FIND, domains)));
    }

    @Override
    public Optional<StoredRegistration> find(DomainName domain) {
        return Optional.ofNullable(findAll(List.of(domain)).get(domain));
    }

    @Override
    public Map<DomainName, StoredRegistration> findAll(List<DomainName> domains) {
        if (domains.isEmpty()) {
            return Map.of();
        }
        Map<DomainName, StoredRegistration> read = reads.read(domains);
        Map<DomainName, StoredRegistration> found = HashMap.newHashMap(domains.size());
        for (DomainName domain : domains) {
            @Nullable StoredRegistration stored = read.get(domain);
            if (stored != null) {
                found.put(domain, stored);
            }
        }
        return found;
    }

    private static Map<DomainName, StoredRegistration> find(
            Connection connection, String sql, Collection<DomainName> domains) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(sql)) {
            find.setObject(1, TextParameters.names(domains));
            try (ResultSet row = find.executeQuery()) {
                return rows(row);
            }
        }
    }

    /** What {@link #FIND} has found. */
    static Map<DomainName, StoredRegistration> rows(ResultSet row) throws SQLException {
        Map<DomainName, StoredRegistration> found = new HashMap<>();
        while (row.next()) {
            found.put(new DomainName(row.getString(1)), read(row));
        }
        return found;
    }

    private static StoredRegistration read(ResultSet row) throws SQLException {
        OutcomeFields fields =
                new OutcomeFields(
                        row.getString(2),
                        ColumnValues.instant(row, 3),
                        ColumnValues.instant(row, 4),
                        row.getString(5),
                        ColumnValues.instant(row, 6),
                        row.getString(7),
                        row.getString(8));
        return new StoredRegistration(
                fields.toOutcome(),
                Instant.ofEpochMilli(row.getLong(9)),
                Instant.ofEpochMilli(row.getLong(10)));
    }

    @Override
    public Optional<StoredRegistration> update(
            DomainName domain,
            Function<@Nullable StoredRegistration, @Nullable StoredRegistration> change) {
        return pool.transaction(connection -> update(connection, domain, change));
    }

    private static Optional<StoredRegistration> update(
            Connection connection,
            DomainName domain,
            Function<@Nullable StoredRegistration, @Nullable StoredRegistration> change)
            throws SQLException {
        @Nullable StoredRegistration before =
                find(connection, FIND + " FOR UPDATE", List.of(domain)).get(domain);
        @Nullable StoredRegistration after = change.apply(before);
        if (after == null || after.equals(before)) {
            return Optional.ofNullable(before);
        }
        if (write(connection, before == null ? INSERT : UPDATE, domain, after) == 0) {
            // Somebody else was quicker: this one has to start from what they wrote.
            return update(connection, domain, change);
        }
        SqlEventSources.log(connection::prepareStatement, domain, before, after);
        return Optional.of(after);
    }

    private static int write(
            Connection connection, String sql, DomainName domain, StoredRegistration registration)
            throws SQLException {
        OutcomeFields fields = OutcomeFields.of(registration.outcome());
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            write.setString(1, fields.outcome());
            ColumnValues.setInstant(write, 2, fields.registered());
            ColumnValues.setInstant(write, 3, fields.again());
            write.setString(4, fields.precision());
            ColumnValues.setInstant(write, 5, fields.until());
            write.setString(6, fields.source());
            write.setString(7, ColumnValues.text(fields.reason()));
            write.setLong(8, registration.checked().toEpochMilli());
            write.setLong(9, registration.checkAgain().toEpochMilli());
            write.setString(10, domain.ascii());
            return write.executeUpdate();
        }
    }
}
