package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.ContactClients;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.StoredKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who asked, in the table {@code contact_clients}; its key in {@code client_key}. */
final class PostgresContactClients implements ContactClients {

    /** Two who note at once may each find room for a client: a few more than MOST do no harm. */
    private static final String NOTE =
            "INSERT INTO contact_clients AS c (contact, client, first_asked, last_asked)"
                    + " SELECT k.id, n.client, min(n.first_asked), max(n.last_asked)"
                    + " FROM unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[])"
                    + " AS n (site, client, first_asked, last_asked)"
                    + " JOIN contacts k ON k.site = n.site"
                    + " WHERE (SELECT count(*) FROM contact_clients o WHERE o.contact = k.id) < ?"
                    + " OR EXISTS (SELECT 1 FROM contact_clients o WHERE o.contact = k.id"
                    + " AND o.client = n.client)"
                    + " GROUP BY k.id, n.client ORDER BY k.id, n.client"
                    + " ON CONFLICT (contact, client) DO UPDATE SET"
                    + " first_asked = least(c.first_asked, excluded.first_asked),"
                    + " last_asked = greatest(c.last_asked, excluded.last_asked)";

    private static final String OF =
            "SELECT DISTINCT ON (c.contact) k.site, c.client,"
                    + " least(count(*) OVER (PARTITION BY c.contact), ?)"
                    + " FROM contacts k JOIN contact_clients c ON c.contact = k.id"
                    + " WHERE k.site = ANY(?) ORDER BY c.contact, c.first_asked, c.client";
    private static final String ADD_KEY =
            "INSERT INTO client_key (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM client_key";

    private static final Comparator<ClientNote> ORDER =
            Comparator.comparing((ClientNote each) -> each.site().ascii())
                    .thenComparing(ClientNote::client);

    /** So that a batch with many clients of one site finds the room that is left. */
    private static final int LARGEST_PART = 256;

    private final PostgresPool pool;

    PostgresContactClients(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void note(Collection<ClientNote> notes) {
        List<ClientNote> inOrder = inOrder(notes);
        for (int from = 0; from < inOrder.size(); from += LARGEST_PART) {
            List<ClientNote> part =
                    inOrder.subList(from, Math.min(inOrder.size(), from + LARGEST_PART));
            pool.transactionBehind(connection -> add(connection, part));
        }
    }

    /** The same in the transaction of a connection. */
    static void note(Connection connection, Collection<ClientNote> notes) throws SQLException {
        List<ClientNote> inOrder = inOrder(notes);
        for (int from = 0; from < inOrder.size(); from += LARGEST_PART) {
            add(connection, inOrder.subList(from, Math.min(inOrder.size(), from + LARGEST_PART)));
        }
    }

    /** So that two servers do not wait for each other. */
    private static List<ClientNote> inOrder(Collection<ClientNote> notes) {
        return notes.stream().sorted(ORDER).toList();
    }

    private static int add(Connection connection, List<ClientNote> notes) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(NOTE)) {
            add.setObject(1, TextParameters.names(notes.stream().map(ClientNote::site).toList()));
            add.setObject(
                    2,
                    notes.stream()
                            .map(each -> ColumnValues.text(each.client()))
                            .toArray(String[]::new));
            add.setObject(
                    3,
                    notes.stream().mapToLong(each -> each.firstAsked().toEpochMilli()).toArray());
            add.setObject(
                    4, notes.stream().mapToLong(each -> each.lastAsked().toEpochMilli()).toArray());
            add.setInt(5, MOST);
            return add.executeUpdate();
        }
    }

    @Override
    public Map<DomainName, AskedBy> of(Collection<DomainName> sites) {
        List<DomainName> asked = new ArrayList<>(sites);
        return pool.readMany(
                connection -> {
                    Map<DomainName, AskedBy> found = new HashMap<>();
                    try (PreparedStatement of = connection.prepareStatement(OF)) {
                        of.setInt(1, MOST);
                        of.setObject(2, TextParameters.names(asked));
                        try (ResultSet row = of.executeQuery()) {
                            while (row.next()) {
                                found.put(
                                        new DomainName(row.getString(1)),
                                        new AskedBy(row.getString(2), row.getInt(3)));
                            }
                        }
                    }
                    return found;
                });
    }

    @Override
    public byte[] key() {
        byte[] fresh = StoredKey.fresh();
        return pool.run(connection -> key(connection, fresh));
    }

    private static byte[] key(Connection connection, byte[] fresh) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_KEY);
                PreparedStatement find = connection.prepareStatement(KEY)) {
            return StoredKey.addIfAbsent(add, find, fresh);
        }
    }
}
