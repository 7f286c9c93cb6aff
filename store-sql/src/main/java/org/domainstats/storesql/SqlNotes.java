package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.triage.AnalystNotes;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Notes of analysts in the table {@code notes}. */
public final class SqlNotes implements AnalystNotes {

    /** After a commit whose reply was lost, the same is written once more. */
    private static final String IS_THERE = "(n.mark, n.note, n.author, n.at) = (?, ?, ?, ?)";

    private static final String ADD =
            "INSERT INTO notes AS n (mark, note, author, at, site) VALUES (?, ?, ?, ?, ?)"
                    + " ON CONFLICT (site) DO UPDATE SET at = n.at WHERE "
                    + IS_THERE;
    private static final String REPLACE =
            "UPDATE notes AS n SET mark = ?, note = ?, author = ?, at = ? WHERE site = ? AND ("
                    + IS_THERE
                    + " OR (n.mark, n.note) = (?, ?))";

    private final SqlDatabase database;
    private final String findAll;

    public SqlNotes(SqlDatabase database) {
        this.database = database;
        this.findAll =
                "SELECT site, mark, note, author, at FROM notes WHERE " + database.isOneOf("site");
    }

    @Override
    public boolean put(Note note, @Nullable Note before) {
        return database.write(
                statements -> {
                    PreparedStatement put = statements.prepare(before == null ? ADD : REPLACE);
                    bind(put, 1, note);
                    put.setString(5, note.site().ascii());
                    bind(put, 6, note);
                    if (before != null) {
                        put.setString(10, before.mark().word());
                        put.setString(11, ColumnValues.text(before.text()));
                    }
                    return put.executeUpdate() == 1;
                });
    }

    private static void bind(PreparedStatement put, int from, Note note) throws SQLException {
        put.setString(from, note.mark().word());
        put.setString(from + 1, ColumnValues.text(note.text()));
        put.setString(from + 2, ColumnValues.text(note.author()));
        put.setLong(from + 3, note.at().toEpochMilli());
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
}
