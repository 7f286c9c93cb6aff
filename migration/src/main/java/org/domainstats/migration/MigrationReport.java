package org.domainstats.migration;

import java.util.ArrayList;
import java.util.List;

/** What became of the rows of one file. */
public final class MigrationReport {

    /** Enough to see what kind of rows they are; the rest is counted. */
    private static final int LISTED = 1_000;

    private long rows;
    private long contacts;
    private long newContacts;
    private long registrations;
    private long newRegistrations;
    private long unreadable;
    private long wrongValues;
    private final List<Unreadable> listed = new ArrayList<>();

    /**
     * A row that was not taken over.
     *
     * @param reason may quote the file; print it escaped
     */
    public record Unreadable(String row, String reason) {}

    /** How many rows the file has, those that could not be read included. */
    public long rows() {
        return rows;
    }

    /** How many sites with a first contact it has. */
    public long contacts() {
        return contacts;
    }

    /** How many of these had no contact before. */
    public long newContacts() {
        return newContacts;
    }

    /** How many domains with a day of registration it has. */
    public long registrations() {
        return registrations;
    }

    /** How many of these had no registration before. */
    public long newRegistrations() {
        return newRegistrations;
    }

    public long unreadable() {
        return unreadable;
    }

    /** How many values could not be read in rows that could. */
    public long wrongValues() {
        return wrongValues;
    }

    /** The first of the rows and values that could not be read. */
    public List<Unreadable> listed() {
        return List.copyOf(listed);
    }

    void countRow() {
        rows++;
    }

    void countContacts(long found, long added) {
        contacts += found;
        newContacts += added;
    }

    void countRegistrations(long found, long added) {
        registrations += found;
        newRegistrations += added;
    }

    void countUnreadable(String row, String reason) {
        unreadable++;
        list(row, reason);
    }

    void countWrongValue(String row, String reason) {
        wrongValues++;
        list(row, reason);
    }

    private void list(String row, String reason) {
        if (listed.size() < LISTED) {
            listed.add(new Unreadable(row, reason));
        }
    }
}
