package org.domainstats.storesqlite;

import org.domainstats.storesqlite.RecentContacts.Logged;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Map;

/**
 * Recent contacts on their way into the index, a few with each transaction. They go in order of
 * name, so that many of them share the pages that are written. What was half done when a process
 * ended is done again by the next one.
 */
final class SiteIndexing {

    private static final String FINISH = "UPDATE contacts_state SET indexed = max(indexed, ?)";

    /** The numbers of the contacts, in order of the sites' names. */
    private final long[] ids;

    private final SiteIndex index;
    private final long upTo;
    private int done;

    /**
     * @param contacts all contacts past the indexed ones
     * @param upTo the last of them
     */
    SiteIndexing(SiteIndex index, Map<String, Logged> contacts, long upTo) {
        this.index = index;
        this.ids =
                contacts.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .mapToLong(contact -> contact.getValue().id())
                        .toArray();
        this.upTo = upTo;
    }

    /** Adds some more to the index; returns whether that were the last. */
    boolean advance(Statements statements, int rows) throws SQLException {
        int end = Math.min(ids.length, done + rows);
        index.add(statements, Arrays.copyOfRange(ids, done, end));
        index.moveOn(statements, end - done);
        done = end;
        if (done < ids.length) {
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
