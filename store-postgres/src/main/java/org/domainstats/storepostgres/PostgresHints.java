package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.Hints;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** Hints in the table of that name, the lists in {@code hint_lists}. */
final class PostgresHints implements Hints {

    /** In one order, so that of two servers with one list neither waits for the other for ever. */
    private static final String PUT =
            "INSERT INTO hints AS h (domain, kind, day, list, since)"
                    + " SELECT n.domain, n.kind, max(n.day), ?, ?"
                    + " FROM unnest(?::text[], ?::text[], ?::bigint[]) AS n (domain, kind, day)"
                    + " GROUP BY 1, 2 ORDER BY 1, 2"
                    + " ON CONFLICT (domain, kind) DO UPDATE SET day = excluded.day,"
                    + " list = excluded.list, since = excluded.since WHERE excluded.day > h.day";

    private static final String FIND =
            "SELECT domain, kind, day, list, since FROM hints WHERE domain = ANY(?)";
    private static final String REMOVE =
            "DELETE FROM hints WHERE (domain, kind) IN"
                    + " (SELECT domain, kind FROM hints WHERE day < ? LIMIT ?)";
    private static final String COUNT = "SELECT count(*) FROM hints";
    private static final String TAKEN =
            "INSERT INTO hint_lists AS l (name, origin, version, taken, domains, times)"
                    + " VALUES (?, ?, ?, ?, ?, 1) ON CONFLICT (name) DO UPDATE SET"
                    + " origin = excluded.origin, version = excluded.version,"
                    + " taken = excluded.taken, domains = excluded.domains, times = l.times + 1";
    private static final String LISTS =
            "SELECT name, origin, version, taken, domains FROM hint_lists ORDER BY name";
    private static final String GENERATION = "SELECT coalesce(sum(times), 0) FROM hint_lists";

    /** Rows that are locked together. */
    private static final int LARGEST_PART = 8_192;

    private final PostgresPool pool;

    PostgresHints(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void putAll(String list, List<NewHint> hints, Instant now) {
        if (hints.isEmpty()) {
            return;
        }
        pool.run(
                connection -> {
                    try (PreparedStatement put = connection.prepareStatement(PUT)) {
                        put.setString(1, list);
                        put.setLong(2, now.toEpochMilli());
                        put.setObject(
                                3,
                                TextParameters.names(hints.stream().map(NewHint::domain).toList()));
                        put.setObject(
                                4,
                                hints.stream()
                                        .map(each -> each.kind().word())
                                        .toArray(String[]::new));
                        put.setObject(
                                5,
                                hints.stream()
                                        .mapToLong(each -> each.day().toEpochDay())
                                        .toArray());
                        return put.executeUpdate();
                    }
                });
    }

    @Override
    public Map<DomainName, Hint> findAll(List<DomainName> domains) {
        return domains.isEmpty()
                ? Map.of()
                : pool.readMany(connection -> find(connection, domains));
    }

    private static Map<DomainName, Hint> find(Connection connection, List<DomainName> domains)
            throws SQLException {
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, TextParameters.names(domains));
            return Rows.bestHints(find);
        }
    }

    @Override
    public long removeBefore(LocalDate day) {
        long removed = 0;
        int part;
        do {
            part =
                    pool.run(
                            connection -> {
                                try (PreparedStatement remove =
                                        connection.prepareStatement(REMOVE)) {
                                    remove.setLong(1, day.toEpochDay());
                                    remove.setInt(2, LARGEST_PART);
                                    return remove.executeUpdate();
                                }
                            });
            removed += part;
        } while (part == LARGEST_PART);
        return removed;
    }

    @Override
    public long count() {
        return pool.longTransaction(connection -> number(connection, COUNT));
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            return ColumnValues.number(query);
        }
    }

    @Override
    public void taken(TakenList list) {
        pool.run(
                connection -> {
                    try (PreparedStatement taken = connection.prepareStatement(TAKEN)) {
                        taken.setString(1, list.name());
                        taken.setString(2, list.origin());
                        taken.setString(3, ColumnValues.text(list.version()));
                        taken.setLong(4, list.at().toEpochMilli());
                        taken.setLong(5, list.domains());
                        return taken.executeUpdate();
                    }
                });
    }

    @Override
    public List<TakenList> lists() {
        return pool.read(
                connection -> {
                    try (PreparedStatement query = connection.prepareStatement(LISTS)) {
                        return Rows.list(query, Rows::takenList);
                    }
                });
    }

    @Override
    public long generation() {
        return pool.read(connection -> number(connection, GENERATION));
    }
}
