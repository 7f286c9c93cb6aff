package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.Sessions;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.StoredKey;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Sessions in the table of that name, the same for all servers. */
final class PostgresSessions implements Sessions {

    /** A lost connection may have it run twice. */
    private static final String ADD =
            "INSERT INTO sessions (id, holder, credential, created, expires) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private static final String REMOVE = "DELETE FROM sessions WHERE id = ?";
    private static final String LIST =
            "SELECT id, holder, credential, created, expires FROM sessions ORDER BY created, id";
    private static final String ADD_KEY =
            "INSERT INTO session_key (one, key) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM session_key";

    private final PostgresPool pool;

    PostgresSessions(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void add(Session session) {
        pool.run(
                connection -> {
                    try (PreparedStatement add = connection.prepareStatement(ADD)) {
                        add.setString(1, session.id());
                        add.setString(2, session.holder());
                        add.setString(3, session.credential());
                        add.setLong(4, session.created().toEpochMilli());
                        add.setLong(5, session.expires().toEpochMilli());
                        return add.executeUpdate();
                    }
                });
    }

    /** Where a connection is lost in between, nobody may get true: a code is then used up. */
    @Override
    public boolean remove(String id) {
        return pool.run(
                connection -> {
                    try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                        remove.setString(1, id);
                        return remove.executeUpdate() == 1;
                    }
                });
    }

    @Override
    public List<Session> list() {
        return pool.run(
                connection -> {
                    try (PreparedStatement list = connection.prepareStatement(LIST)) {
                        return Rows.list(list, Rows::session);
                    }
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
