package org.domainstats.knowndomains;

import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.KnownDomain;
import org.domainstats.sqlite.Backup;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFaults;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.KnownDomains;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.ColumnValues;
import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Known domains in a SQLite file of their own, {@code known.db}, so that a feed of millions of rows
 * never holds up a first contact.
 */
public final class SqliteKnownDomains implements KnownDomains {

    private static final int SCHEMA = 1;
    private static final String FIND =
            "SELECT rank, established, registered FROM known WHERE domain = ?";
    private static final String FIND_ALL =
            "SELECT rank, established, registered, j.key FROM json_each(?) j"
                    + " CROSS JOIN known k ON k.domain = j.value";
    private static final String ALL =
            "SELECT rank, established, registered, domain FROM known ORDER BY domain";

    private final SqliteFile file;
    private final ReaderPool readers;

    /** What a read found wrong since the last update; a part of the file may still be good. */
    private final AtomicReference<@Nullable StoreException> damage = new AtomicReference<>();

    private SqliteKnownDomains(SqliteFile file) {
        this.file = file;
        this.readers = new ReaderPool(file);
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static SqliteKnownDomains open(Path path) {
        SqliteFile file = SqliteFile.replaceable(path);
        file.migrate(SqliteKnownDomains.class, "known", SCHEMA);
        return new SqliteKnownDomains(file);
    }

    @Override
    public Optional<KnownDomain> find(DomainName domain) {
        return read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(1, domain.ascii());
                    try (ResultSet row = find.executeQuery()) {
                        return row.next() ? Optional.of(KnownColumns.read(row)) : Optional.empty();
                    }
                });
    }

    @Override
    public Map<DomainName, KnownDomain> findAll(List<DomainName> domains) {
        if (domains.size() == 1) {
            DomainName only = domains.getFirst();
            return find(only).map(found -> Map.of(only, found)).orElse(Map.of());
        }
        return read(
                statements ->
                        NameParameters.all(
                                statements.prepare(FIND_ALL), domains, KnownColumns::read));
    }

    private <T> T read(WriteQueue.Work<T> work) {
        try {
            return readers.read(work);
        } catch (StoreException fault) {
            if (fault.getCause() instanceof SQLException cause && SqliteFaults.isDamage(cause)) {
                damage.set(fault);
            }
            throw fault;
        }
    }

    @Override
    public FeedVersion version() {
        return readers.read(
                statements -> {
                    try (ResultSet row =
                            statements.prepare("SELECT major, minor FROM feed").executeQuery()) {
                        row.next();
                        return new FeedVersion(row.getInt(1), row.getInt(2));
                    }
                });
    }

    @Override
    public long generation() {
        return readers.read(
                statements ->
                        ColumnValues.number(statements.prepare("SELECT generation FROM feed")));
    }

    @Override
    public long count() {
        return readers.read(
                statements -> ColumnValues.number(statements.prepare("SELECT domains FROM feed")));
    }

    @Override
    public long apply(Scope scope, FeedVersion version, Iterator<Change> changes) {
        long applied = new KnownUpdate(file).apply(scope, version, changes);
        damage.set(null);
        return applied;
    }

    /** Writes nothing: an update in another process may hold the file for minutes. */
    @Override
    public Optional<StoreException> check() {
        try {
            file.verifySame();
            var _ = generation();
            if (!Files.isWritable(file.path())) {
                return Optional.of(
                        new StoreException(
                                file.path() + ": cannot be written to; check its owner and mode"));
            }
            return Optional.ofNullable(damage.get());
        } catch (StoreException fault) {
            return Optional.of(fault);
        }
    }

    @Override
    public void forEach(Consumer<Change.Put> consumer) {
        // A connection of its own: the whole list takes long, and readers are few.
        try (PreparedStatements statements = new PreparedStatements(file.open());
                ResultSet row = statements.prepare(ALL).executeQuery()) {
            while (row.next()) {
                consumer.accept(
                        new Change.Put(new DomainName(row.getString(4)), KnownColumns.read(row)));
            }
        } catch (SQLException e) {
            throw file.fault(e);
        }
    }

    /** Writes a whole copy to a file that must not exist yet, while work goes on. */
    public void backup(Path copy) {
        Backup.write(readers, file.path(), copy);
    }

    /** What SQLite finds wrong with the file; empty if nothing. */
    public Optional<String> verify() {
        return Backup.verify(readers);
    }

    @Override
    public void close() {
        readers.close();
        file.close();
    }
}
