package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.StoreException;
import org.domainstats.storesqlite.ContactRead.Absent;
import org.domainstats.storesqlite.RecentContacts.Logged;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The writer's side of the contacts. A new one is only appended to the table {@code contacts}; its
 * site is indexed later, with many others ({@code
 * docs/decisions/0004-contacts-are-a-log-first.md}). Used by the writer thread alone, which alone
 * may change the file while its transaction is open.
 */
final class ContactLog {

    /**
     * So many recent contacts are indexed in one go. More would save writes on a large index, and
     * cost memory: twice as many are held, at some 150 bytes each.
     */
    static final int INDEX_AT = 16_384;

    /** Each new contact indexes more than one older one, so that the older ones run out first. */
    private static final int INDEXED_FOR_EACH_NEW = 2;

    /** A process that meets fewer new sites than this does not read the old ones. */
    static final int FILTER_AFTER = 512;

    /** Some tenth of a second of the writer. */
    private static final int MOST_CAUGHT_UP = 131_072;

    private static final String STATE =
            "SELECT resets, indexed, reset_at, user_version, "
                    + Unannounced.ANY
                    + " FROM contacts_state, pragma_user_version";
    private static final String NEWER =
            "SELECT id, site, first_asked FROM contacts WHERE id > ? ORDER BY id";
    private static final String SITES = "SELECT site FROM contacts WHERE id > ? AND id <= ?";
    private static final String INDEXED =
            "SELECT id, first_asked FROM contacts WHERE id = " + SiteIndex.idOf("?1");

    private final ReaderPool readers;
    private final SiteIndex index = new SiteIndex(SiteIndex.GATHERED);
    private volatile RecentContacts recent = RecentContacts.NONE;

    /** Those of the open transaction. */
    private Map<String, Logged> pending = new HashMap<>();

    private NewRows newRows = new NewRows();
    private long last;
    private long resetAt;
    private boolean anyUnannounced;

    /** How many new sites came since the filter was last started. */
    private int newSites;

    private @Nullable SiteIndexing indexing;
    private @Nullable PreparedStatements connection;
    private long transaction;

    /**
     * @param readers for what is read of the file beside the writer
     */
    ContactLog(ReaderPool readers) {
        this.readers = readers;
    }

    /** What is known outside of the writer; durable contacts only. */
    RecentContacts recent() {
        return recent;
    }

    /**
     * The contact with a site, made now if there is none.
     *
     * @param absence what a read outside of the writer has shown, so that it need not be repeated
     */
    Recorded recordIfAbsent(PreparedStatements statements, Absent absence, long now)
            throws SQLException {
        catchUp(statements);
        @Nullable Logged known = find(statements, absence);
        if (known != null) {
            return new Recorded(
                    known, anyUnannounced && Unannounced.claim(statements, absence.site()));
        }
        Logged made = new Logged(++last, now);
        newRows.add(statements, absence.site(), made);
        newSites++;
        pending.put(absence.site(), made);
        return new Recorded(made, true);
    }

    /** The number of the newest contact, those of the open transaction included. */
    long last(PreparedStatements statements) throws SQLException {
        catchUp(statements);
        return last;
    }

    /** Writes the rows of new contacts, so that the open transaction may change them. */
    void write(PreparedStatements statements) throws SQLException {
        catchUp(statements);
        newRows.write(statements);
    }

    /** A contact, and whether it was made just now. */
    record Recorded(Logged contact, boolean first) {}

    private @Nullable Logged find(PreparedStatements statements, Absent absence)
            throws SQLException {
        @Nullable Logged known = pending.get(absence.site());
        if (known == null) {
            known = recent.find(absence.site());
        }
        boolean covered = absence.resets() == recent.resets() && absence.upTo() >= recent.indexed();
        return known != null || covered ? known : findIndexed(statements, absence.site());
    }

    private static @Nullable Logged findIndexed(PreparedStatements statements, String site)
            throws SQLException {
        PreparedStatement find = statements.prepare(INDEXED);
        find.setString(1, site);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? new Logged(row.getLong(1), row.getLong(2)) : null;
        }
    }

    /** Has the contacts with these sites announced once more. */
    int withdraw(PreparedStatements statements, Collection<String> sites) throws SQLException {
        catchUp(statements);
        anyUnannounced = true;
        return Unannounced.add(statements, sites);
    }

    /** Forgets all contacts and returns how many they were. */
    long reset(PreparedStatements statements) throws SQLException {
        catchUp(statements);
        newRows.write(statements);
        long forgotten = ContactRemoval.all(statements, index, last);
        pending = new HashMap<>();
        resetAt = last;
        forget(recent.resets() + 1, last);
        return forgotten;
    }

    /** Forgets one contact, if there is one; what any process holds in memory is stale then. */
    boolean forget(PreparedStatements statements, String site) throws SQLException {
        indexAll(statements);
        @Nullable Logged known = findIndexed(statements, site);
        if (known == null) {
            return false;
        }
        ContactRemoval.one(statements, index, site, known.id());
        pending = new HashMap<>();
        forget(recent.resets() + 1, last);
        return true;
    }

    /** Indexes whatever is not. */
    int indexAll(PreparedStatements statements) throws SQLException {
        catchUp(statements);
        newRows.write(statements);
        Map<String, Logged> all = new HashMap<>(recent.bySite());
        all.putAll(pending);
        if (all.isEmpty()) {
            return 0;
        }
        indexing = new SiteIndexing(index, all, last);
        index(statements, all.size());
        return all.size();
    }

    private int finish(PreparedStatements statements) throws SQLException {
        newRows.write(statements);
        if (!pending.isEmpty()) {
            index(statements, pending.size() * INDEXED_FOR_EACH_NEW);
        }
        return pending.size();
    }

    private void index(PreparedStatements statements, int rows) throws SQLException {
        if (indexing == null && recent.bySite().size() >= INDEX_AT) {
            indexing = new SiteIndexing(index, recent.bySite(), recent.last());
        }
        if (indexing != null && indexing.advance(statements, rows)) {
            long indexed = indexing.upTo();
            indexing = null;
            statements.afterCommit(() -> recent = recent.since(indexed));
        }
    }

    /** Once in each transaction: learns what other processes wrote since the last one. */
    void catchUp(PreparedStatements statements) throws SQLException {
        if (statements == connection && statements.transactions() == transaction) {
            return;
        }
        boolean afresh = statements != connection;
        connection = statements;
        transaction = statements.transactions();
        pending = new HashMap<>();
        newRows = new NewRows();
        try (ResultSet state = statements.prepare(STATE).executeQuery()) {
            state.next();
            checkSchema(state.getInt(4));
            follow(statements, state.getLong(1), state.getLong(2), afresh);
            resetAt = state.getLong(3);
            anyUnannounced = state.getBoolean(5);
        }
        last = recent.last();
        addNewer(statements);
        startFilter();
        statements.beforeCommit(this::finish);
        statements.afterCommit(() -> recent.add(pending, last));
    }

    /** A program that does not know a newer schema would miss contacts, and announce them again. */
    private static void checkSchema(int version) {
        if (version > SqliteStore.SCHEMA) {
            throw new StoreException(
                    "a newer domain-stats has brought the file to its schema "
                            + version
                            + " meanwhile; restart this one as that version");
        }
    }

    private void follow(PreparedStatements statements, long resets, long indexed, boolean afresh)
            throws SQLException {
        if (resets != recent.resets()) {
            forget(resets, indexed);
            return;
        }
        if (indexed > recent.last()) {
            addIndexed(statements, indexed);
        }
        if (afresh) {
            recent = new RecentContacts(resets, indexed, recent.filter());
            indexing = null;
        } else if (indexed != recent.indexed()) {
            recent = recent.since(indexed);
            indexing = null;
        }
    }

    private void forget(long resets, long indexed) {
        recent.filter().disable();
        recent = new RecentContacts(resets, indexed, SiteFilter.ANY);
        indexing = null;
    }

    /** Sites that another process took in and indexed since this one last read the log. */
    private void addIndexed(PreparedStatements statements, long indexed) throws SQLException {
        SiteFilter filter = recent.filter();
        if (indexed - recent.last() > MOST_CAUGHT_UP) {
            filter.disable();
        }
        PreparedStatement sites = statements.prepare(SITES);
        sites.setLong(1, recent.last());
        sites.setLong(2, indexed);
        try (ResultSet row = sites.executeQuery()) {
            while (!filter.isDisabled() && row.next()) {
                filter.add(row.getString(1));
            }
        }
    }

    /** Starts the filter once enough new sites come that it pays. */
    private void startFilter() {
        if (newSites >= FILTER_AFTER
                && recent.filter().isDisabled()
                && SiteFilter.fits(recent.last() - resetAt)) {
            newSites = 0;
            SiteFilter filter = new SiteFilter(resetAt, recent.last());
            recent.startFilter(filter);
            Thread.ofPlatform()
                    .daemon()
                    .name("site-filter-reader")
                    .start(() -> filter.readOlder(readers));
        }
    }

    private void addNewer(PreparedStatements statements) throws SQLException {
        PreparedStatement newer = statements.prepare(NEWER);
        newer.setLong(1, last);
        Map<String, Logged> byOthers = new HashMap<>();
        try (ResultSet row = newer.executeQuery()) {
            while (row.next()) {
                last = row.getLong(1);
                byOthers.put(row.getString(2), new Logged(last, row.getLong(3)));
            }
        }
        recent.add(byOthers, last);
    }
}
