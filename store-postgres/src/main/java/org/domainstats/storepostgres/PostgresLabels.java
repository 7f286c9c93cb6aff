package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.StoreException;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Labels of analysts in the table {@code labels}. */
final class PostgresLabels implements AnalystLabels {

    /** Returns the row that is there already as well. */
    private static final String PUT =
            "INSERT INTO labels (site, label, author, at)"
                    + " SELECT ?, ?, ?, ? WHERE (SELECT count(*) FROM labels) < ?"
                    + " OR EXISTS (SELECT 1 FROM labels WHERE site = ? AND label = ?)"
                    + " ON CONFLICT (site, label) DO UPDATE SET author = labels.author";

    private static final String REMOVE = "DELETE FROM labels WHERE site = ? AND label = ?";
    private static final String LIST =
            "SELECT site, label, author, at FROM labels ORDER BY site, label";
    private static final String FIND_ALL =
            "SELECT site, label, author, at FROM labels WHERE site = ANY(?)"
                    + " ORDER BY site, label";

    private final PostgresPool pool;

    PostgresLabels(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void put(AnalystLabel label) {
        int there =
                pool.run(
                        connection -> {
                            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                                put.setString(1, label.site().ascii());
                                put.setString(2, label.text());
                                put.setString(3, TextParameters.text(label.by()));
                                put.setLong(4, label.at().toEpochMilli());
                                put.setInt(5, MOST);
                                put.setString(6, label.site().ascii());
                                put.setString(7, label.text());
                                return put.executeUpdate();
                            }
                        });
        if (there == 0) {
            throw new StoreException("there are " + MOST + " labels already; take some off");
        }
    }

    @Override
    public boolean remove(DomainName site, String text) {
        return pool.run(
                connection -> {
                    try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                        remove.setString(1, site.ascii());
                        remove.setString(2, text);
                        return remove.executeUpdate() > 0;
                    }
                });
    }

    @Override
    public Map<DomainName, List<AnalystLabel>> findAll(List<DomainName> sites) {
        return pool
                .run(
                        connection -> {
                            try (PreparedStatement find = connection.prepareStatement(FIND_ALL)) {
                                find.setObject(1, TextParameters.names(sites));
                                return Rows.list(find, Rows::label);
                            }
                        })
                .stream()
                .collect(Collectors.groupingBy(AnalystLabel::site));
    }

    @Override
    public List<AnalystLabel> list() {
        return pool.readMany(
                connection -> {
                    try (PreparedStatement list = connection.prepareStatement(LIST)) {
                        return Rows.list(list, Rows::label);
                    }
                });
    }
}
