package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.Inputs;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What inputs read, in the tables {@code contacts} and {@code contact_clients}; their positions in
 * {@code inputs}. The row of an input comes first in its transactions, then contacts as in all
 * others.
 */
final class PostgresInputs implements Inputs {

    private static final String POSITION = "SELECT position FROM inputs WHERE input = ?";
    private static final String BEGIN =
            "INSERT INTO inputs (input, position) VALUES (?, ?) ON CONFLICT DO NOTHING";
    private static final String MOVE =
            "UPDATE inputs SET position = ? WHERE input = ? AND position = ?";
    private static final String ADD =
            "UPDATE contacts c SET asked = c.asked + a.times,"
                    + " last_asked = greatest(c.last_asked, a.last)"
                    + " FROM (SELECT c2.site, a2.last, a2.times FROM"
                    + " unnest(?::text[], ?::bigint[], ?::bigint[]) AS a2 (site, last, times)"
                    + " JOIN contacts c2 ON c2.site = a2.site ORDER BY c2.site FOR UPDATE OF c2) a"
                    + " WHERE c.site = a.site";

    private final PostgresPool pool;
    private final Claims claims;

    PostgresInputs(PostgresPool pool, Claims claims) {
        this.pool = pool;
        this.claims = claims;
    }

    @Override
    public Optional<String> position(String input) {
        return pool.read(connection -> position(connection, input));
    }

    private static Optional<String> position(Connection connection, String input)
            throws SQLException {
        try (PreparedStatement position = connection.prepareStatement(POSITION)) {
            position.setString(1, input);
            try (ResultSet row = position.executeQuery()) {
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        }
    }

    /**
     * Done twice, because the connection was lost, the second time finds the position moved and the
     * contacts under its claim. A batch without a position is tried once: sooner is something of it
     * not counted than twice.
     */
    @Override
    public Optional<List<DomainName>> record(InputBatch batch) {
        long claim = claims.next();
        PostgresPool.Work<Optional<List<DomainName>>> work =
                connection -> record(connection, batch, claim);
        return batch.move() == null ? pool.transactionOnce(work) : pool.transaction(work);
    }

    private static Optional<List<DomainName>> record(
            Connection connection, InputBatch batch, long claim) throws SQLException {
        @Nullable Move move = batch.move();
        if (move != null && !move(connection, move)) {
            boolean done = position(connection, move.input()).equals(Optional.of(move.to()));
            return done ? Optional.of(found(connection, batch, claim)) : Optional.empty();
        }
        List<DomainName> first = recordAbsent(connection, batch, claim);
        addAsked(connection, batch, first);
        PostgresContactClients.note(connection, batch.clients());
        return Optional.of(first);
    }

    private static boolean move(Connection connection, Move move) throws SQLException {
        boolean begins = move.from().isEmpty();
        try (PreparedStatement take = connection.prepareStatement(begins ? BEGIN : MOVE)) {
            take.setString(1, begins ? move.input() : move.to());
            take.setString(2, begins ? move.to() : move.input());
            if (!begins) {
                take.setString(3, move.from());
            }
            return take.executeUpdate() == 1;
        }
    }

    /** After an attempt whose reply was lost. */
    private static List<DomainName> found(Connection connection, InputBatch batch, long claim)
            throws SQLException {
        List<String> sites = batch.sites().stream().map(each -> each.site().ascii()).toList();
        return first(batch, ContactRows.find(connection, sites, claim));
    }

    private static List<DomainName> recordAbsent(
            Connection connection, InputBatch batch, long claim) throws SQLException {
        Map<String, Long> asked = new LinkedHashMap<>();
        batch.sites().forEach(each -> asked.put(each.site().ascii(), each.first().toEpochMilli()));
        Map<String, RecordedSite> recorded = RecordStatement.run(connection, asked, claim).sites();
        if (!recorded.keySet().containsAll(asked.keySet())) {
            recorded = ContactRows.find(connection, asked.keySet(), claim);
        }
        return first(batch, recorded);
    }

    /** Those that a claim has made. */
    private static List<DomainName> first(InputBatch batch, Map<String, RecordedSite> recorded) {
        List<DomainName> first = new ArrayList<>();
        for (SeenSite each : batch.sites()) {
            @Nullable RecordedSite row = recorded.get(each.site().ascii());
            if (row != null && row.first()) {
                first.add(each.site());
            }
        }
        return first;
    }

    /** A contact that was made just now has been asked about once. */
    private static void addAsked(Connection connection, InputBatch batch, List<DomainName> first)
            throws SQLException {
        Set<DomainName> made = new HashSet<>(first);
        List<SeenSite> sites = batch.sites();
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setObject(1, TextParameters.names(sites.stream().map(SeenSite::site).toList()));
            add.setObject(
                    2, sites.stream().mapToLong(each -> each.last().toEpochMilli()).toArray());
            add.setObject(
                    3,
                    sites.stream()
                            .mapToLong(each -> each.times() - (made.contains(each.site()) ? 1 : 0))
                            .toArray());
            add.executeUpdate();
        }
    }
}
