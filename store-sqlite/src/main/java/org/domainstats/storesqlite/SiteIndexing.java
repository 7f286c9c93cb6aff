package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.storesqlite.RecentContacts.Logged;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Recent contacts on their way into the index, a few with each transaction. They go in order of
 * name, so that many of them share the pages that are written. What was half done when a process
 * ended is done again by the next one.
 */
final class SiteIndexing {

    /** Fewer wait for those of the next transactions, as each go has its price. */
    private static final int LEAST = 512;

    private static final String FINISH = "UPDATE contacts_state SET indexed = max(indexed, ?)";

    /** In order of the sites' names. */
    private final List<Map.Entry<String, Logged>> contacts;

    private final SiteIndex index;
    private final long upTo;
    private int done;

    /** How many are to be added by now. */
    private int due;

    /**
     * @param contacts all contacts past the indexed ones
     * @param upTo the last of them
     */
    SiteIndexing(SiteIndex index, Map<String, Logged> contacts, long upTo) {
        this.index = index;
        this.contacts = contacts.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
        this.upTo = upTo;
    }

    /** Adds some more to the index, now or with the next; returns whether that were the last. */
    boolean advance(PreparedStatements statements, int rows) throws SQLException {
        due += rows;
        int end = Math.min(contacts.size(), done + due);
        if (due < LEAST && end < contacts.size()) {
            return false;
        }
        due = 0;
        index.add(statements, contacts.subList(done, end));
        index.moveOn(statements, end - done);
        done = end;
        if (done < contacts.size()) {
            return false;
        }
        PreparedStatement finish = statements.prepare(FINISH);
        finish.setLong(1, upTo);
        finish.executeUpdate();
        return true;
    }

    long upTo() {
        return upTo;
    }
}
