package org.domainstats.store;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What lists of new domains say, and which lists were taken. Every method may block on the disk.
 */
public interface Hints {

    /**
     * So many are kept: a month of all new domains there are. Past this a list that somebody fills
     * with made-up names would only fill the disk.
     */
    long MOST = 20_000_000;

    /**
     * Puts in what a list says, in one transaction. Of two days for one domain and one kind the
     * later one stands: a list makes no domain older.
     *
     * @param now when the list was read
     */
    void putAll(String list, List<NewHint> hints, Instant now);

    /** The best hint on each of some domains; those without one are missing. */
    Map<DomainName, Hint> findAll(List<DomainName> domains);

    /**
     * Removes hints of days before this one, some at a time.
     *
     * @return how many
     */
    long removeBefore(LocalDate day);

    /** How many there are; reads them all. */
    long count();

    /** Notes that a list was taken whole. Its number of times rises. */
    void taken(TakenList list);

    /** The lists that were taken, by name. */
    List<TakenList> lists();

    /** Rises whenever a list was taken, in whatever process; 0 if none ever was. */
    long generation();

    /** A domain in a list. */
    record NewHint(DomainName domain, LocalDate day, Hint.Kind kind) {}

    /**
     * A list as it was last taken.
     *
     * @param name its name, unique
     * @param origin a hash of where it is from: an address may hold a secret
     * @param version what tells one state of it from another, such as its entity tag; may be empty
     * @param at when
     * @param domains how many it had
     */
    record TakenList(String name, String origin, String version, Instant at, long domains) {}
}
