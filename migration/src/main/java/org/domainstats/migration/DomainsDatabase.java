package org.domainstats.migration;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.DateTimeException;
import java.time.Instant;

/**
 * {@code domain_stats.db}, the SQLite file of domain_stats2: its table {@code domains}. The layout
 * of 2019 and that of its last commit agree in the columns that are read.
 *
 * @param layout which of the two, in words
 */
record DomainsDatabase(Path file, String layout, PredecessorTimes times)
        implements PredecessorFile {

    private static final String ROWS =
            "SELECT rowid, domain, seen_by_web, seen_by_you, typeof(domain) FROM domains";

    @Override
    public void read(RecordConsumer consumer) throws IOException {
        ForeignDatabase.read(
                file,
                statement -> {
                    readRows(statement, consumer);
                    return null;
                });
    }

    @Override
    public String description() {
        return "domain_stats.db of domain_stats2 (" + layout + ")";
    }

    @Override
    public long expectedRows() throws IOException {
        return ForeignDatabase.count(file, "domains");
    }

    private void readRows(Statement statement, RecordConsumer consumer) throws SQLException {
        try (ResultSet row = statement.executeQuery(ROWS)) {
            while (row.next()) {
                String where = "row " + row.getLong(1);
                String name = row.getString(2);
                if (name == null || !row.getString(5).equals("text")) {
                    consumer.unreadable(where, "the column domain is no text");
                } else {
                    read(where, name, row, consumer);
                }
            }
        }
    }

    private void read(String where, String name, ResultSet row, RecordConsumer consumer)
            throws SQLException {
        String web = row.getString(3);
        String you = row.getString(4);
        try {
            consumer.accept(
                    new PredecessorRecord(
                            where,
                            name,
                            times.firstContact(you),
                            registered(where, web, consumer)));
        } catch (DateTimeException e) {
            consumer.unreadable(where, "seen_by_you is no time: " + you);
        }
    }

    /** A wrong date of registration costs only that: the contact beside it counts. */
    private @Nullable Instant registered(
            String where, @Nullable String web, RecordConsumer consumer) {
        try {
            return times.registered(web);
        } catch (DateTimeException e) {
            consumer.wrongValue(where, "seen_by_web is no time: " + web);
            return null;
        }
    }
}
