package org.domainstats.knowndomains;

import org.domainstats.base.PrivateFile;
import org.domainstats.model.DomainName;
import org.domainstats.model.KnownDomain;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.StoreException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The changes of an update in a scratch file beside the database, until they are all there and can
 * be read in order of name.
 */
final class StagedChanges implements AutoCloseable {

    private static final String ADD =
            "INSERT INTO staged (rank, established, registered, domain, kind) VALUES (?, ?, ?, ?,"
                    + " ?)";

    /** The row's own number keeps changes to one domain in their order. */
    private static final String SORTED =
            "SELECT rank, established, registered, domain, kind FROM staged ORDER BY domain, rowid";

    private static final int PUT = 0;
    private static final int RANK = 1;
    private static final int REMOVE = 2;

    private static final KnownDomain NOTHING = new KnownDomain(KnownDomain.UNRANKED, false, null);

    private final Path path;
    private final PreparedStatements statements;

    private StagedChanges(Path path, PreparedStatements statements) {
        this.path = path;
        this.statements = statements;
    }

    /** What is done with each change in turn. */
    @FunctionalInterface
    interface Sink {
        void take(Change change) throws SQLException;
    }

    static StagedChanges create(Path database) throws SQLException {
        Path path = database.resolveSibling(database.getFileName() + "-staged");
        delete(path);
        createFile(path);
        PreparedStatements statements = new PreparedStatements(SqliteFile.scratch(path).open());
        statements.execute(
                "CREATE TABLE staged (rank INTEGER, established INTEGER, registered INTEGER,"
                        + " domain TEXT, kind INTEGER)");
        statements.begin();
        return new StagedChanges(path, statements);
    }

    void add(Change change) throws SQLException {
        switch (change) {
            case Change.Put put -> add(put.domain(), PUT, put.known());
            case Change.Rank rank ->
                    add(rank.domain(), RANK, new KnownDomain(rank.rank(), false, null));
            case Change.Remove remove -> add(remove.domain(), REMOVE, NOTHING);
        }
    }

    private void add(DomainName domain, int kind, KnownDomain known) throws SQLException {
        PreparedStatement add = statements.prepare(ADD);
        KnownColumns.set(add, 1, known);
        add.setString(4, domain.ascii());
        add.setInt(5, kind);
        add.executeUpdate();
    }

    /** Every change, in order of name; those to one domain in order of arrival. */
    void forEach(Sink sink) throws SQLException {
        try (ResultSet row = statements.prepare(SORTED).executeQuery()) {
            while (row.next()) {
                Interruptible.check();
                sink.take(read(row));
            }
        }
    }

    private static Change read(ResultSet row) throws SQLException {
        DomainName domain = new DomainName(row.getString(4));
        int kind = row.getInt(5);
        return switch (kind) {
            case PUT -> new Change.Put(domain, KnownColumns.read(row));
            case RANK -> new Change.Rank(domain, row.getInt(1));
            case REMOVE -> new Change.Remove(domain);
            default -> throw new IllegalStateException("no such kind of change: " + kind);
        };
    }

    private static void createFile(Path path) {
        try {
            PrivateFile.create(path);
        } catch (IOException e) {
            throw new StoreException(
                    path + ": cannot be created; check owner and mode of the folder", e);
        }
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new StoreException(
                    path + ": the rest of an update cannot be removed; check owner and mode", e);
        }
    }

    @Override
    public void close() {
        statements.close();
        delete(path);
    }
}
