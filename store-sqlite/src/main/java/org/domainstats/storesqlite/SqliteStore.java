package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.Backup;
import org.domainstats.sqlite.DiskSpaceCheck;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.SqliteFile;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.AuditLog;
import org.domainstats.store.CommitStats;
import org.domainstats.store.CommunityContacts;
import org.domainstats.store.ContactClients;
import org.domainstats.store.Contacts;
import org.domainstats.store.DailyCounts;
import org.domainstats.store.Erasure;
import org.domainstats.store.Hints;
import org.domainstats.store.Inputs;
import org.domainstats.store.Registrations;
import org.domainstats.store.RetryQueue;
import org.domainstats.store.Sessions;
import org.domainstats.store.Store;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.EventStore;
import org.domainstats.store.triage.AnalystLabels;
import org.domainstats.store.triage.AnalystNotes;
import org.domainstats.store.triage.Triage;
import org.domainstats.storesql.SqlAuditLog;
import org.domainstats.storesql.SqlDailyCounts;
import org.domainstats.storesql.SqlLabels;
import org.domainstats.storesql.SqlNotes;
import org.domainstats.storesql.SqlSessions;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The embedded store: one SQLite file, {@code contacts.db}, that anyone may open with {@code
 * sqlite3}. Its schema is described in {@code docs/schema.md}.
 */
public final class SqliteStore implements Store {

    /** What is derived from the contacts, beside them. */
    public static final String TRIAGE = "triage.db";

    static final int SCHEMA = 13;

    private static final String CHANGE = "UPDATE contacts_state SET resets = resets + 1";
    private static final String CHANGE_BACK = "UPDATE contacts_state SET resets = resets - 1";

    private final SqliteFile file;
    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ReaderPool manyReaders;
    private final SqliteDatabase database;
    private final Path path;
    private final SqliteContacts contacts;
    private final SqliteInputs inputs;
    private final ContactReads reads;
    private final SqliteErasure erasure;
    private final DiskSpaceCheck room;
    private @Nullable SqliteTriage triage;

    private SqliteStore(SqliteFile file) {
        this.file = file;
        this.path = file.path();
        this.room = new DiskSpaceCheck(path);
        this.readers = new ReaderPool(file);
        this.manyReaders = ReaderPool.many(file);
        this.writer = new WriteQueue(file);
        this.database = new SqliteDatabase(writer, readers);
        ContactLog log = new ContactLog(readers);
        this.reads = new ContactReads(readers, writer, log);
        this.contacts = new SqliteContacts(writer, readers, manyReaders, log, reads);
        this.erasure = new SqliteErasure(writer, readers, log, this::forgetDerived);
        this.inputs = new SqliteInputs(writer, readers, log, reads);
    }

    /**
     * Opens the file, creating it or bringing its schema up to date.
     *
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static SqliteStore open(Path path) {
        return new SqliteStore(migrated(path));
    }

    /**
     * Creates the file or brings its schema up to date, and reads no contact, however many are not
     * in the index yet.
     *
     * @throws StoreException if it cannot be used; the message says why and what to do
     */
    public static void migrate(Path path) {
        migrated(path);
    }

    private static SqliteFile migrated(Path path) {
        SqliteFile file = SqliteFile.durable(path);
        file.migrate(SqliteStore.class, "contacts", SCHEMA);
        return file;
    }

    /** Loads the library behind it, so that {@link #open} is quick. */
    public static void loadLibrary() {
        SqliteFile.loadLibrary();
    }

    @Override
    public Contacts contacts() {
        return contacts;
    }

    @Override
    public Registrations registrations() {
        return new SqliteRegistrations(writer, readers);
    }

    @Override
    public RetryQueue retries() {
        return new SqliteRetryQueue(database);
    }

    @Override
    public CommunityContacts communityContacts() {
        return new SqliteCommunityContacts(writer, readers);
    }

    @Override
    public DailyCounts dailyCounts() {
        return new SqlDailyCounts(database);
    }

    @Override
    public Sessions sessions() {
        return new SqlSessions(database);
    }

    @Override
    public AuditLog auditLog() {
        return new SqlAuditLog(database);
    }

    @Override
    public Erasure erasure() {
        return erasure;
    }

    @Override
    public EventStore events() {
        return new SqliteEventStore(writer, readers, database);
    }

    @Override
    public ContactClients clients() {
        return new SqliteContactClients(writer, readers, reads);
    }

    @Override
    public Inputs inputs() {
        return inputs;
    }

    @Override
    public AnalystLabels labels() {
        return new SqlLabels(database);
    }

    @Override
    public AnalystNotes notes() {
        return new SqlNotes(database);
    }

    @Override
    public Hints hints() {
        return new SqliteHints(writer, readers);
    }

    /** Opened when it is asked for first: most commands never do. */
    @Override
    public synchronized Triage triage() {
        if (triage == null) {
            triage = SqliteTriage.open(path.resolveSibling(TRIAGE), path, manyReaders);
        }
        return triage;
    }

    private void forgetDerived(DomainName site) {
        contacts.findAll(List.of(site)).values().forEach(each -> triage().remove(each.cursor()));
    }

    private synchronized void closeTriage() {
        if (triage != null) {
            triage.close();
        }
    }

    @Override
    public Optional<StoreException> check() {
        try {
            writer.write(
                    statements -> {
                        // There and back: a row that stays the same is not written.
                        statements.prepare(CHANGE).executeUpdate();
                        return statements.prepare(CHANGE_BACK).executeUpdate();
                    });
            room.require();
            return Optional.empty();
        } catch (StoreException fault) {
            return Optional.of(fault);
        }
    }

    @Override
    public CommitStats commits() {
        return writer.commits();
    }

    /** Writes a whole copy to a file that must not exist yet, while work goes on. */
    public void backup(Path copy) {
        Backup.write(readers, path, copy);
    }

    /** What SQLite finds wrong with the file; empty if nothing. */
    public Optional<String> verify() {
        return Backup.verify(readers);
    }

    @Override
    public void close() {
        closeTriage();
        try {
            contacts.finish();
        } catch (StoreException fault) {
            // Closed before, or a full disk: the next process does it.
            System.getLogger(SqliteStore.class.getName())
                    .log(System.Logger.Level.DEBUG, fault.getMessage());
        }
        writer.close();
        manyReaders.close();
        readers.close();
        file.close();
    }
}
