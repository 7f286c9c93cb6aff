package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.Backup;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Askers;
import org.domainstats.store.CommunityStore;
import org.domainstats.store.FirstClaims;
import org.domainstats.store.StoreException;
import org.domainstats.storesql.SqlFirstClaims;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.util.List;

/**
 * What a community server keeps beside its contacts, in a SQLite file of its own, {@code
 * community.db}.
 */
public final class SqliteCommunity implements CommunityStore {

    private static final int SCHEMA = 1;

    private static final List<String> FORGET =
            List.of(
                    "DELETE FROM first_claims WHERE site = ?",
                    "DELETE FROM askers WHERE domain = ?",
                    "DELETE FROM public_domains WHERE domain = ?");

    private final WriteQueue writer;
    private final ReaderPool readers;
    private final Path path;
    private final SqliteFile file;

    private SqliteCommunity(Path path, SqliteFile file) {
        this.path = path;
        this.file = file;
        this.readers = new ReaderPool(file);
        this.writer = new WriteQueue(file);
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static SqliteCommunity open(Path path) {
        SqliteFile file = SqliteFile.durable(path);
        file.migrate(SqliteCommunity.class, "community", SCHEMA);
        return new SqliteCommunity(path, file);
    }

    @Override
    public FirstClaims firstClaims() {
        return new SqlFirstClaims(new SqliteDatabase(writer, readers));
    }

    @Override
    public Askers askers() {
        return new SqliteAskers(writer, file);
    }

    @Override
    public void forget(DomainName site) {
        writer.write(
                statements -> {
                    int removed = 0;
                    for (String sql : FORGET) {
                        PreparedStatement forget = statements.prepare(sql);
                        forget.setString(1, site.ascii());
                        removed += forget.executeUpdate();
                    }
                    return removed;
                });
    }

    /** Writes a whole copy into a new file, while the server may go on. */
    public void backup(Path copy) {
        Backup.write(readers, path, copy);
    }

    @Override
    public void close() {
        writer.close();
        readers.close();
        file.close();
    }
}
