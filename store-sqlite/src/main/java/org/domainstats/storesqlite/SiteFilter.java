package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.StoreException;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Which sites may have a contact, in memory. A new site is thereby known to be new without a read
 * into the file, and such reads took more than half of the time of a first contact. The contacts
 * that were there before are read in the background; until that is done any site may have one.
 */
final class SiteFilter {

    /** Says of every site that it may have a contact. */
    static final SiteFilter ANY = new SiteFilter(0, 0, 0, State.DISABLED);

    /** Of the smallest filter; 160 KiB. */
    private static final int CAPACITY = 131_072;

    /** A few milliseconds of a connection that others want to read with. */
    private static final int READ_AT_ONCE = 4_096;

    private static final String OLDER =
            "SELECT id, site FROM contacts WHERE id > ? AND id <= ? ORDER BY id LIMIT ?";

    /** 25 MB, of the 120 MB that the program has; with more contacts, the index is read. */
    private static final long MOST_SITES = 20_000_000;

    private final long after;
    private final long upTo;
    private final long most;
    private final List<BloomFilter> filters = new CopyOnWriteArrayList<>();
    private volatile State state;

    /** The one that takes in new sites, and the capacity of the next. The writer's own. */
    private BloomFilter newest = new BloomFilter(0);

    private long capacity = CAPACITY;

    private enum State {
        READING,
        COMPLETE,
        DISABLED
    }

    /**
     * @param after contacts up to this number are not there any more
     * @param upTo later ones are added as they come
     */
    SiteFilter(long after, long upTo) {
        this(after, upTo, MOST_SITES);
    }

    /**
     * @param most sites; past that any site may have a contact
     */
    SiteFilter(long after, long upTo, long most) {
        this(after, upTo, most, upTo - after < most ? State.READING : State.DISABLED);
    }

    private SiteFilter(long after, long upTo, long most, State state) {
        this.after = after;
        this.upTo = upTo;
        this.most = most;
        this.state = state;
    }

    /** Whether so many sites are worth the memory. */
    static boolean fits(long sites) {
        return sites < MOST_SITES;
    }

    /** For the writer, which then changes something volatile that others read before they ask. */
    void add(String site) {
        if (isDisabled()) {
            return;
        }
        if (newest.isFull() && upTo - after + 2 * capacity - CAPACITY > most) {
            // What is there stays: a reader may be in the middle of it.
            disable();
            return;
        }
        if (newest.isFull()) {
            newest = new BloomFilter(capacity);
            capacity += newest.capacity();
            filters.add(newest);
        }
        newest.add(site);
    }

    /** False if a site has certainly no contact. */
    boolean mightContain(String site) {
        if (state != State.COMPLETE) {
            return true;
        }
        for (BloomFilter filter : filters) {
            if (filter.mightContain(site)) {
                return true;
            }
        }
        return false;
    }

    /** Reads the older contacts, on a thread of its own. */
    void readOlder(ReaderPool readers) {
        try {
            BloomFilter older = new BloomFilter(Math.max(CAPACITY, upTo - after));
            long place = after;
            while (place < upTo && state == State.READING) {
                long from = place;
                place = readers.read(statements -> read(statements, from, older));
            }
            filters.add(older);
            finish(State.COMPLETE);
        } catch (StoreException fault) {
            // Closed, or a fault of the disk that the next reader reports.
            finish(State.DISABLED);
        }
    }

    /** Returns the number to go on after. */
    private long read(PreparedStatements statements, long from, BloomFilter into)
            throws SQLException {
        PreparedStatement older = statements.prepare(OLDER);
        older.setLong(1, from);
        older.setLong(2, upTo);
        older.setInt(3, READ_AT_ONCE);
        long last = from;
        try (ResultSet row = older.executeQuery()) {
            while (row.next()) {
                last = row.getLong(1);
                into.add(row.getString(2));
            }
        }
        return last == from ? upTo : last;
    }

    private synchronized void finish(State now) {
        if (state == State.READING) {
            state = now;
        }
    }

    /** Ends the reading; from now on any site may have a contact. */
    synchronized void disable() {
        state = State.DISABLED;
    }

    boolean isDisabled() {
        return state == State.DISABLED;
    }
}
