package org.domainstats.storesqlite;

import org.domainstats.storesqlite.Look.Absent;
import org.domainstats.storesqlite.RecentContacts.Logged;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
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

    private static final String STATE = "SELECT resets, indexed, reset_at FROM contacts_state";
    private static final String NEWER =
            "SELECT id, site, first_asked FROM contacts WHERE id > ? ORDER BY id";
    private static final String INDEXED =
            "SELECT id, first_asked FROM contacts"
                    + " WHERE id = (SELECT id FROM contact_sites WHERE site = ?)";
    private static final String RESET =
            "UPDATE contacts_state SET resets = resets + 1, reset_at = ?1, indexed = ?1";

    private volatile RecentContacts recent = RecentContacts.NONE;

    /** Those of the open transaction. */
    private Map<String, Logged> pending = new HashMap<>();

    private NewRows newRows = new NewRows();
    private long last;
    private long resetAt;
    private @Nullable SiteIndexing indexing;
    private @Nullable Statements connection;
    private long transaction;

    /** What is known outside of the writer; durable contacts only. */
    RecentContacts recent() {
        return recent;
    }

    /**
     * The contact with a site, made now if there is none.
     *
     * @param absence what a look from outside has shown, so that it need not be repeated
     */
    Touched touch(Statements statements, Absent absence, long now) throws SQLException {
        catchUp(statements);
        @Nullable Logged known = find(statements, absence);
        if (known != null) {
            return new Touched(known, false);
        }
        Logged made = new Logged(++last, now);
        newRows.add(statements, absence.site(), made);
        pending.put(absence.site(), made);
        return new Touched(made, true);
    }

    /** A contact, and whether it was made just now. */
    record Touched(Logged contact, boolean first) {}

    private @Nullable Logged find(Statements statements, Absent absence) throws SQLException {
        @Nullable Logged known = pending.get(absence.site());
        if (known == null) {
            known = recent.find(absence.site());
        }
        boolean seenWhole =
                absence.resets() == recent.resets() && absence.upTo() >= recent.indexed();
        return known != null || seenWhole ? known : findIndexed(statements, absence.site());
    }

    private static @Nullable Logged findIndexed(Statements statements, String site)
            throws SQLException {
        PreparedStatement find = statements.prepare(INDEXED);
        find.setString(1, site);
        try (ResultSet row = find.executeQuery()) {
            return row.next() ? new Logged(row.getLong(1), row.getLong(2)) : null;
        }
    }

    /** Forgets all contacts and returns how many they were. */
    long reset(Statements statements) throws SQLException {
        catchUp(statements);
        newRows.write(statements);
        long forgotten = last - resetAt;
        statements.execute("DELETE FROM contacts");
        statements.execute("DELETE FROM contact_sites");
        PreparedStatement reset = statements.prepare(RESET);
        reset.setLong(1, last);
        reset.executeUpdate();
        indexing = null;
        pending = new HashMap<>();
        resetAt = last;
        RecentContacts none = new RecentContacts(recent.resets() + 1, last);
        recent = none;
        return forgotten;
    }

    /** Indexes whatever is not. */
    int indexAll(Statements statements) throws SQLException {
        catchUp(statements);
        newRows.write(statements);
        Map<String, Logged> all = new HashMap<>(recent.bySite());
        all.putAll(pending);
        if (all.isEmpty()) {
            return 0;
        }
        indexing = new SiteIndexing(all, last);
        index(statements, all.size());
        return all.size();
    }

    private int finish(Statements statements) throws SQLException {
        newRows.write(statements);
        if (!pending.isEmpty()) {
            index(statements, pending.size() * INDEXED_FOR_EACH_NEW);
        }
        return pending.size();
    }

    private void index(Statements statements, int rows) throws SQLException {
        if (indexing == null && recent.bySite().size() >= INDEX_AT) {
            indexing = new SiteIndexing(recent.bySite(), recent.last());
        }
        if (indexing != null && indexing.advance(statements, rows)) {
            long indexed = indexing.upTo();
            indexing = null;
            statements.afterCommit(() -> recent = recent.since(indexed));
        }
    }

    /** Once in each transaction: learns what other processes wrote since the last one. */
    void catchUp(Statements statements) throws SQLException {
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
            follow(state.getLong(1), state.getLong(2), afresh);
            resetAt = state.getLong(3);
        }
        last = recent.last();
        addNewer(statements);
        statements.beforeCommit(this::finish);
        statements.afterCommit(() -> recent.add(pending, last));
    }

    private void follow(long resets, long indexed, boolean afresh) {
        if (afresh || resets != recent.resets()) {
            recent = new RecentContacts(resets, indexed);
            indexing = null;
        } else if (indexed != recent.indexed()) {
            recent = recent.since(indexed);
            indexing = null;
        }
    }

    private void addNewer(Statements statements) throws SQLException {
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
