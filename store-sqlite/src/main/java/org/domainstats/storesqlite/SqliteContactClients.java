package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.ColumnValues;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.ContactClients;

import java.security.SecureRandom;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who asked, in the table {@code contact_clients}; its key in {@code client_key}. */
final class SqliteContactClients implements ContactClients {

    private static final int KEY_BYTES = 32;
    private static final String NOTE =
            "INSERT INTO contact_clients (site, client, first_asked, last_asked)"
                    + " SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM contact_clients"
                    + " WHERE site = ?1) < ?5 OR EXISTS (SELECT 1 FROM contact_clients"
                    + " WHERE site = ?1 AND client = ?2) ON CONFLICT (site, client) DO UPDATE SET"
                    + " first_asked = min(first_asked, excluded.first_asked),"
                    + " last_asked = max(last_asked, excluded.last_asked)";
    private static final String OF =
            "SELECT (SELECT client FROM contact_clients WHERE site = j.value"
                    + " ORDER BY first_asked, client LIMIT 1) AS client,"
                    + " (SELECT count(*) FROM contact_clients WHERE site = j.value), j.key"
                    + " FROM json_each(?) j WHERE client IS NOT NULL";
    private static final String FORGET =
            "DELETE FROM contact_clients WHERE (site, client) IN (SELECT site, client"
                    + " FROM contact_clients WHERE last_asked < ? LIMIT ?)";
    private static final String ADD_KEY =
            "INSERT INTO client_key (only, key) VALUES (1, ?) ON CONFLICT DO NOTHING";
    private static final String KEY = "SELECT key FROM client_key";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteContactClients(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void note(Collection<ClientNote> notes) {
        writer.writeParts(List.copyOf(notes), LARGEST_PART, SqliteContactClients::note);
    }

    static void note(PreparedStatements statements, ClientNote note) throws SQLException {
        PreparedStatement add = statements.prepare(NOTE);
        add.setString(1, note.site().ascii());
        add.setString(2, note.client());
        add.setLong(3, note.firstAsked().toEpochMilli());
        add.setLong(4, note.lastAsked().toEpochMilli());
        add.setInt(5, MOST);
        add.executeUpdate();
    }

    static void clear(PreparedStatements statements) throws SQLException {
        statements.execute("DELETE FROM contact_clients");
    }

    @Override
    public Map<DomainName, AskedBy> of(Collection<DomainName> sites) {
        return readers.read(
                statements ->
                        ColumnValues.all(
                                statements.prepare(OF),
                                List.copyOf(sites),
                                row -> new AskedBy(row.getString(1), row.getInt(2))));
    }

    /** In parts, between which first contacts get their turn. */
    @Override
    public long forgetBefore(Instant lastAsked) {
        long forgotten = 0;
        int part;
        do {
            part =
                    writer.write(
                            statements -> {
                                PreparedStatement forget = statements.prepare(FORGET);
                                forget.setLong(1, lastAsked.toEpochMilli());
                                forget.setInt(2, LARGEST_PART);
                                return forget.executeUpdate();
                            });
            forgotten += part;
        } while (part == LARGEST_PART);
        return forgotten;
    }

    @Override
    public byte[] key() {
        byte[] fresh = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(fresh);
        return writer.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD_KEY);
                    add.setBytes(1, fresh);
                    add.executeUpdate();
                    try (ResultSet row = statements.prepare(KEY).executeQuery()) {
                        row.next();
                        return row.getBytes(1);
                    }
                });
    }
}
