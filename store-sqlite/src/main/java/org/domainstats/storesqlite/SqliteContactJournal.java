package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.ContactJournal;
import org.domainstats.store.Contacts.Asked;
import org.domainstats.store.Contacts.PastContact;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The journal in a SQLite file of its own, {@code journal.db}. */
public final class SqliteContactJournal implements ContactJournal {

    private static final int SCHEMA = 1;

    /** Some 100 MB; hours of a large network's new names. */
    private static final int MOST_NOTES = 1_000_000;

    /** A note that belongs to no batch yet. A site has one of these at most. */
    private static final int OPEN = 0;

    private static final String APPEND =
            "INSERT INTO asked (batch, site, first_asked, last_asked, asked) VALUES (0, ?, ?, ?, ?)"
                    + " ON CONFLICT (batch, site) DO UPDATE SET asked = asked + excluded.asked,"
                    + " first_asked = min(first_asked, excluded.first_asked),"
                    + " last_asked = max(last_asked, excluded.last_asked)";

    /** Not counted: the table may be long, and notes leave it from the oldest on. */
    private static final String SIZE =
            "SELECT coalesce((SELECT max(number) FROM asked)"
                    + " - (SELECT min(number) FROM asked) + 1, 0)";

    private static final String ANY_OPEN = "SELECT count(*) FROM (SELECT 1 FROM asked LIMIT 1)";
    private static final String BEGUN = "SELECT coalesce(max(batch), 0) FROM asked";
    private static final String NUMBER = "UPDATE journal SET batch = batch + 1";
    private static final String SEAL =
            "UPDATE asked SET batch = (SELECT batch FROM journal)"
                    + " WHERE number IN (SELECT number FROM asked ORDER BY number LIMIT ?)";
    private static final String BATCH =
            "SELECT site, first_asked, last_asked, asked FROM asked WHERE batch = ?"
                    + " ORDER BY number";
    private static final String REMOVE = "DELETE FROM asked WHERE batch = ?";

    private final SqliteFile file;
    private final WriteQueue writer;
    private final int most;
    private final String id;

    private SqliteContactJournal(SqliteFile file, int most) {
        this.file = file;
        this.writer = new WriteQueue(file);
        this.most = most;
        this.id = writer.write(SqliteContactJournal::id);
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static SqliteContactJournal open(Path path) {
        return open(path, MOST_NOTES);
    }

    static SqliteContactJournal open(Path path, int most) {
        SqliteFile file = SqliteFile.durable(path);
        file.migrate(SqliteContactJournal.class, "journal", SCHEMA);
        return new SqliteContactJournal(file, most);
    }

    private static String id(PreparedStatements statements) throws SQLException {
        try (ResultSet row = statements.prepare("SELECT id FROM journal").executeQuery()) {
            row.next();
            return row.getString(1);
        }
    }

    @Override
    public void append(Collection<Asked> asked) {
        boolean noted = writer.write(statements -> append(statements, asked));
        if (!noted) {
            throw new StoreException(
                    file.path() + " is full: " + most + " names wait for the store");
        }
    }

    /** False if it is full: a fault would keep others of the same transaction from being noted. */
    private boolean append(PreparedStatements statements, Collection<Asked> asked)
            throws SQLException {
        if (ColumnValues.number(statements.prepare(SIZE)) + asked.size() > most) {
            return false;
        }
        PreparedStatement append = statements.prepare(APPEND);
        for (Asked each : asked) {
            append.setString(1, each.site().ascii());
            append.setLong(2, each.last().toEpochMilli());
            append.setLong(3, each.last().toEpochMilli());
            append.setLong(4, each.times());
            append.executeUpdate();
        }
        return true;
    }

    @Override
    public Optional<Batch> next(int limit) {
        return writer.write(statements -> next(statements, limit));
    }

    private Optional<Batch> next(PreparedStatements statements, int limit) throws SQLException {
        if (ColumnValues.number(statements.prepare(ANY_OPEN)) == 0) {
            return Optional.empty();
        }
        long begun = ColumnValues.number(statements.prepare(BEGUN));
        if (begun == OPEN) {
            statements.prepare(NUMBER).executeUpdate();
            PreparedStatement seal = statements.prepare(SEAL);
            seal.setInt(1, limit);
            seal.executeUpdate();
            begun = ColumnValues.number(statements.prepare(BEGUN));
        }
        return Optional.of(new Batch(id, begun, contacts(statements, begun)));
    }

    private static List<PastContact> contacts(PreparedStatements statements, long number)
            throws SQLException {
        List<PastContact> contacts = new ArrayList<>();
        PreparedStatement batch = statements.prepare(BATCH);
        batch.setLong(1, number);
        try (ResultSet row = batch.executeQuery()) {
            while (row.next()) {
                contacts.add(
                        new PastContact(
                                new DomainName(row.getString(1)),
                                Instant.ofEpochMilli(row.getLong(2)),
                                Instant.ofEpochMilli(row.getLong(3)),
                                row.getLong(4)));
            }
        }
        return contacts;
    }

    @Override
    public void settled(Batch batch) {
        writer.write(
                statements -> {
                    PreparedStatement remove = statements.prepare(REMOVE);
                    remove.setLong(1, batch.number());
                    return remove.executeUpdate();
                });
    }

    @Override
    public long size() {
        return writer.write(statements -> ColumnValues.number(statements.prepare(SIZE)));
    }

    @Override
    public void close() {
        writer.close();
        file.close();
    }
}
