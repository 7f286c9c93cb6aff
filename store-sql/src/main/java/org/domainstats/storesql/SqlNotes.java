package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.triage.AnalystNotes;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Notes of analysts in the table {@code notes}. */
public final class SqlNotes implements AnalystNotes {

    private static final String PUT =
            "INSERT INTO notes (site, mark, note, author, at) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (site) DO UPDATE SET mark = excluded.mark,"
                    + " note = excluded.note, author = excluded.author, at = excluded.at";
    private static final String FORGET = "DELETE FROM notes WHERE site = ?";

    private final SqlDatabase database;
    private final String findAll;

    public SqlNotes(SqlDatabase database) {
        this.database = database;
        this.findAll =
                "SELECT site, mark, note, author, at FROM notes WHERE " + database.isOneOf("site");
    }

    @Override
    public void put(Note note) {
        database.write(
                statements -> {
                    PreparedStatement put = statements.prepare(PUT);
                    put.setString(1, note.site().ascii());
                    put.setString(2, note.mark().word());
                    put.setString(3, ColumnValues.text(note.text()));
                    put.setString(4, ColumnValues.text(note.author()));
                    put.setLong(5, note.at().toEpochMilli());
                    return put.executeUpdate();
                });
    }

    @Override
    public Map<DomainName, Note> findAll(List<DomainName> sites) {
        return database
                .readMany(
                        statements -> {
                            PreparedStatement find = statements.prepare(findAll);
                            find.setObject(1, database.names(sites));
                            return Rows.list(find, Rows::note);
                        })
                .stream()
                .collect(Collectors.toMap(Note::site, note -> note));
    }

    @Override
    public boolean forget(DomainName site) {
        return database.write(
                statements -> {
                    PreparedStatement forget = statements.prepare(FORGET);
                    forget.setString(1, site.ascii());
                    return forget.executeUpdate() == 1;
                });
    }
}
