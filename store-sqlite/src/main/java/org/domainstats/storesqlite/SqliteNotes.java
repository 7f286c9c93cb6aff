package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.triage.AnalystNotes;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;

/** Notes of analysts in the table {@code notes}. */
final class SqliteNotes implements AnalystNotes {

    private static final String PUT =
            "INSERT OR REPLACE INTO notes (site, mark, note, author, at) VALUES (?, ?, ?, ?, ?)";
    private static final String FIND_ALL =
            "SELECT site, mark, note, author, at, j.key FROM json_each(?) j"
                    + " CROSS JOIN notes n ON n.site = j.value";
    private static final String FORGET = "DELETE FROM notes WHERE site = ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteNotes(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(Note note) {
        writer.write(
                statements -> {
                    PreparedStatement put = statements.prepare(PUT);
                    put.setString(1, note.site().ascii());
                    put.setString(2, note.mark().word());
                    put.setString(3, note.text());
                    put.setString(4, note.author());
                    put.setLong(5, note.at().toEpochMilli());
                    return put.executeUpdate();
                });
    }

    @Override
    public Map<DomainName, Note> findAll(List<DomainName> sites) {
        return readers.read(
                statements -> NameParameters.all(statements.prepare(FIND_ALL), sites, Rows::note));
    }

    @Override
    public boolean forget(DomainName site) {
        return writer.write(
                statements -> {
                    PreparedStatement forget = statements.prepare(FORGET);
                    forget.setString(1, site.ascii());
                    return forget.executeUpdate() == 1;
                });
    }
}
