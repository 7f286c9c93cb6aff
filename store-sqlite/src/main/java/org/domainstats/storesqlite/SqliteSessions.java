package org.domainstats.storesqlite;

import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Sessions;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.StoredKey;

import java.sql.PreparedStatement;
import java.util.List;

/** Sessions in the table of that name, and their key in {@code session_key}. */
final class SqliteSessions implements Sessions {

    private static final String ADD =
            "INSERT INTO sessions (id, holder, credential, created, expires) VALUES (?, ?, ?, ?,"
                    + " ?)";
    private static final String REMOVE = "DELETE FROM sessions WHERE id = ?";
    private static final String LIST =
            "SELECT id, holder, credential, created, expires FROM sessions ORDER BY created, id";
    private static final String ADD_KEY =
            "INSERT INTO session_key (only, key) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM session_key";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteSessions(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void add(Session session) {
        writer.write(
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

    @Override
    public boolean remove(String id) {
        return writer.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, id);
                    return remove.executeUpdate() == 1;
                });
    }

    @Override
    public List<Session> list() {
        return readers.read(statements -> Rows.list(statements.prepare(LIST), Rows::session));
    }

    @Override
    public byte[] key() {
        byte[] fresh = StoredKey.fresh();
        return writer.write(
                statements ->
                        StoredKey.addIfAbsent(
                                statements.prepare(ADD_KEY), statements.prepare(KEY), fresh));
    }
}
