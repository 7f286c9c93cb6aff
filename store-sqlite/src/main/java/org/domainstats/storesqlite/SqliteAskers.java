package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Askers;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/** Who asked, in the tables {@code askers} and {@code public_domains}. */
final class SqliteAskers implements Askers {

    private static final String NOTE =
            "INSERT INTO askers (domain, hash) SELECT ?1, ?2"
                    + " WHERE NOT EXISTS (SELECT 1 FROM public_domains WHERE domain = ?1)"
                    + " ON CONFLICT DO NOTHING";
    private static final String COUNT = "SELECT count(*) FROM askers WHERE domain = ?";
    private static final String PUBLISH =
            "INSERT INTO public_domains (domain) VALUES (?) ON CONFLICT DO NOTHING";
    private static final String FORGET = "DELETE FROM askers WHERE domain = ?";
    private static final String ALL = "SELECT domain FROM public_domains ORDER BY domain";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    private final WriteQueue writer;
    private final SqliteFile file;

    SqliteAskers(WriteQueue writer, SqliteFile file) {
        this.writer = writer;
        this.file = file;
    }

    @Override
    public void note(Collection<Asker> askers, int enough) {
        writer.writeParts(
                List.copyOf(askers),
                LARGEST_PART,
                (statements, asker) -> note(statements, asker, enough));
    }

    private static void note(PreparedStatements statements, Asker asker, int enough)
            throws SQLException {
        String domain = asker.domain().ascii();
        PreparedStatement note = statements.prepare(NOTE);
        note.setString(1, domain);
        note.setLong(2, asker.hash());
        if (note.executeUpdate() == 0) {
            return;
        }
        PreparedStatement count = statements.prepare(COUNT);
        count.setString(1, domain);
        if (ColumnValues.number(count) >= enough) {
            run(statements, PUBLISH, domain);
            run(statements, FORGET, domain);
        }
    }

    private static void run(PreparedStatements statements, String sql, String domain)
            throws SQLException {
        PreparedStatement statement = statements.prepare(sql);
        statement.setString(1, domain);
        statement.executeUpdate();
    }

    @Override
    public void forEachPublic(Consumer<DomainName> consumer) {
        // A connection of its own: the whole list takes long, and readers are few.
        try (PreparedStatements statements = new PreparedStatements(file.open());
                ResultSet row = statements.prepare(ALL).executeQuery()) {
            while (row.next()) {
                consumer.accept(new DomainName(row.getString(1)));
            }
        } catch (SQLException e) {
            throw file.fault(e);
        }
    }
}
