package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoreException;
import org.domainstats.store.triage.AnalystLabels;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels of analysts in the table {@code labels}. */
public final class SqlLabels implements AnalystLabels {

    /** Counts a row that is there already as well. */
    private static final String PUT =
            "INSERT INTO labels (site, label, author, at)"
                    + " SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM labels) < ?"
                    + " OR EXISTS (SELECT 1 FROM labels WHERE site = ? AND label = ?)"
                    + " ON CONFLICT (site, label) DO UPDATE SET author = labels.author";

    private static final String REMOVE = "DELETE FROM labels WHERE site = ? AND label = ?";
    private static final String LIST =
            "SELECT site, label, author, at FROM labels ORDER BY site, label";

    private final SqlDatabase database;
    private final String findAll;

    public SqlLabels(SqlDatabase database) {
        this.database = database;
        this.findAll =
                "SELECT site, label, author, at FROM labels WHERE "
                        + database.isOneOf("site")
                        + " ORDER BY site, label";
    }

    @Override
    public void put(AnalystLabel label) {
        int there =
                database.write(
                        statements -> {
                            PreparedStatement put = statements.prepare(PUT);
                            put.setString(1, label.site().ascii());
                            put.setString(2, label.text());
                            put.setString(3, ColumnValues.text(label.by()));
                            put.setLong(4, label.at().toEpochMilli());
                            put.setInt(5, MOST);
                            put.setString(6, label.site().ascii());
                            put.setString(7, label.text());
                            return put.executeUpdate();
                        });
        if (there == 0) {
            throw new StoreException("there are " + MOST + " labels already; take some off");
        }
    }

    @Override
    public boolean remove(DomainName site, String text) {
        return database.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setString(1, site.ascii());
                    remove.setString(2, text);
                    return remove.executeUpdate() > 0;
                });
    }

    @Override
    public Map<DomainName, List<AnalystLabel>> findAll(List<DomainName> sites) {
        return database
                .read(
                        statements -> {
                            PreparedStatement find = statements.prepare(findAll);
                            find.setObject(1, database.names(sites));
                            return Rows.list(find, Rows::label);
                        })
                .stream()
                .collect(Collectors.groupingBy(AnalystLabel::site));
    }

    @Override
    public List<AnalystLabel> list() {
        return database.readMany(statements -> Rows.list(statements.prepare(LIST), Rows::label));
    }
}
