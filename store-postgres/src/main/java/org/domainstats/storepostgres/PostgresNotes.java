package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.triage.AnalystNotes;
import org.domainstats.storesql.Rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Notes of analysts in the table {@code notes}. */
final class PostgresNotes implements AnalystNotes {

    private static final String PUT =
            "INSERT INTO notes (site, mark, note, author, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT"
                    + " (site) DO UPDATE SET mark = excluded.mark, note = excluded.note, author ="
                    + " excluded.author, at = excluded.at";
    private static final String FIND_ALL =
            "SELECT site, mark, note, author, at FROM notes WHERE site = ANY(?)";
    private static final String FORGET = "DELETE FROM notes WHERE site = ?";

    private final PostgresPool pool;

    PostgresNotes(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void put(Note note) {
        pool.run(
                connection -> {
                    try (PreparedStatement put = connection.prepareStatement(PUT)) {
                        put.setString(1, note.site().ascii());
                        put.setString(2, note.mark().word());
                        put.setString(3, TextParameters.text(note.text()));
                        put.setString(4, TextParameters.text(note.author()));
                        put.setLong(5, note.at().toEpochMilli());
                        return put.executeUpdate();
                    }
                });
    }

    @Override
    public Map<DomainName, Note> findAll(List<DomainName> sites) {
        return pool.readMany(connection -> findAll(connection, sites));
    }

    private static Map<DomainName, Note> findAll(Connection connection, List<DomainName> sites)
            throws SQLException {
        Map<DomainName, Note> notes = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(FIND_ALL)) {
            find.setObject(1, TextParameters.names(sites));
            Rows.list(find, Rows::note).forEach(note -> notes.put(note.site(), note));
        }
        return notes;
    }

    @Override
    public boolean forget(DomainName site) {
        return pool.run(
                connection -> {
                    try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
                        forget.setString(1, site.ascii());
                        return forget.executeUpdate() == 1;
                    }
                });
    }
}
