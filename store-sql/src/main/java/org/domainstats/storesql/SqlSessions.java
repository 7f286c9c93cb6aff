package org.domainstats.storesql;

import org.domainstats.store.Sessions;

import java.sql.PreparedStatement;
import java.util.List;

/** Sessions in the table of that name, and their key in {@code session_key}. */
public final class SqlSessions implements Sessions {

    /** Done again, because a connection was lost, it finds the row. */
    private static final String ADD =
            "INSERT INTO sessions (id, holder, credential, created, expires) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT DO NOTHING";

    private static final String REMOVE = "DELETE FROM sessions WHERE id = ?";
    private static final String LIST =
            "SELECT id, holder, credential, created, expires FROM sessions ORDER BY created, id";
    private static final String ADD_KEY =
            "INSERT INTO session_key VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM session_key";

    private final SqlDatabase database;

    public SqlSessions(SqlDatabase database) {
        this.database = database;
    }

    @Override
    public void add(Session session) {
        database.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD);
                    add.setString(1, session.id());
                    add.setString(2, session.holder());
                    add.setString(3, session.credential());
                    add.setLong(4, session.created().toEpochMilli());
                    add.setLong(5, session.expires().toEpochMilli());
                    return add.executeUpdate();
                });
    }

    /** Where a connection is lost in between, nobody may get true: a code is then used up. */
    @Override
    public boolean remove(String id) {
        return database.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, id);
                    return remove.executeUpdate() == 1;
                });
    }

    @Override
    public List<Session> list() {
        return database.read(statements -> Rows.list(statements.prepare(LIST), Rows::session));
    }

    @Override
    public byte[] key() {
        byte[] fresh = StoredKey.fresh();
        return database.write(
                statements ->
                        StoredKey.addIfAbsent(
                                statements.prepare(ADD_KEY), statements.prepare(KEY), fresh));
    }
}
