package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.StoreException;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels of analysts in the table {@code labels}. */
final class SqliteLabels implements AnalystLabels {

    private static final String PUT =
            "INSERT OR IGNORE INTO labels (site, label, author, at)"
                    + " SELECT ?1, ?2, ?3, ?4 WHERE (SELECT count(*) FROM labels) < ?5";
    private static final String IS_THERE = "SELECT 1 FROM labels WHERE site = ? AND label = ?";
    private static final String REMOVE = "DELETE FROM labels WHERE site = ? AND label = ?";
    private static final String LIST =
            "SELECT site, label, author, at FROM labels ORDER BY site, label";
    private static final String FIND_ALL =
            "SELECT site, label, author, at FROM labels"
                    + " WHERE site IN (SELECT value FROM json_each(?)) ORDER BY site, label";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteLabels(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public void put(AnalystLabel label) {
        boolean there =
                writer.write(
                        statements -> {
                            PreparedStatement put = statements.prepare(PUT);
                            put.setString(1, label.site().ascii());
                            put.setString(2, label.text());
                            put.setString(3, label.by());
                            put.setLong(4, label.at().toEpochMilli());
                            put.setInt(5, MOST);
                            if (put.executeUpdate() > 0) {
                                return true;
                            }
                            PreparedStatement find = statements.prepare(IS_THERE);
                            find.setString(1, label.site().ascii());
                            find.setString(2, label.text());
                            try (ResultSet row = find.executeQuery()) {
                                return row.next();
                            }
                        });
        if (!there) {
            throw new StoreException("there are " + MOST + " labels already; take some off");
        }
    }

    @Override
    public boolean remove(DomainName site, String text) {
        return writer.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, site.ascii());
                    remove.setString(2, text);
                    return remove.executeUpdate() > 0;
                });
    }

    @Override
    public Map<DomainName, List<AnalystLabel>> findAll(List<DomainName> sites) {
        return readers
                .read(
                        statements -> {
                            PreparedStatement find = statements.prepare(FIND_ALL);
                            find.setString(
                                    1,
                                    NameParameters.json(
                                            sites.stream().map(DomainName::ascii).toList()));
                            return Rows.list(find, Rows::label);
                        })
                .stream()
                .collect(Collectors.groupingBy(AnalystLabel::site));
    }

    @Override
    public List<AnalystLabel> list() {
        return readers.read(statements -> Rows.list(statements.prepare(LIST), Rows::label));
    }
}
