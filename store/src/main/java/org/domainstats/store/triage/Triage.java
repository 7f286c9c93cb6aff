package org.domainstats.store.triage;

import org.domainstats.model.DomainName;
import org.domainstats.store.triage.TriageFacts.Kind;
import org.domainstats.store.triage.TriageFilter.Marks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The contacts with what is known of them, laid out to be listed and counted. It is derived from
 * the rest of the store, follows it a little behind, and can be made anew at any time. Every method
 * may block on the disk.
 */
public interface Triage {

    /** The cursor of the newest contact that is in it; 0 if there is none. */
    long upTo();

    /**
     * Adds the next contacts.
     *
     * @param from what {@link #upTo} was when they were read
     * @param upTo what it is from now on
     * @return false if another process added some since; then nothing was changed
     */
    boolean append(long from, List<TriageEntry> entries, long upTo);

    /** Replaces what is known of contacts that are in it; others are passed over. */
    void revise(List<TriageEntry> entries);

    /** Contacts of which more is expected to be learned, with smaller cursors, newest first. */
    List<TriageEntry> unsettled(long before, int limit);

    /** Marks a contact; one that is not in it is passed over. */
    void mark(long cursor, Mark mark);

    /** Removes a contact. */
    void remove(long cursor);

    /** Removes all. */
    void clear();

    /** A page of contacts. */
    List<TriageEntry> list(TriageQuery query);

    /** The sites below a domain, newest first. */
    List<TriageEntry> below(DomainName domain, int limit);

    /** How many first contacts there were by time and kind, whatever their marks. */
    List<Count> counts(Instant from, Instant to, Duration step);

    /** How many of the contacts that are meant have each mark but {@link Mark#OPEN}. */
    Map<Mark, Long> marked(TriageFilter filter);

    /** How many contacts are meant, whatever their marks. */
    long countOfKind(TriageFilter filter);

    /** How many contacts are meant. */
    default long count(TriageFilter filter) {
        long all = countOfKind(filter);
        Map<Mark, Long> marked =
                filter.marks() == Marks.ANY ? Map.of() : marked(filter.with(Marks.ANY));
        long seen = marked.getOrDefault(Mark.SEEN, 0L);
        long dismissed = marked.getOrDefault(Mark.DISMISSED, 0L);
        return switch (filter.marks()) {
            case ANY -> all;
            case NOT_DISMISSED -> all - dismissed;
            case OPEN -> all - seen - dismissed;
            case SEEN -> seen;
            case DISMISSED -> dismissed;
        };
    }

    /**
     * A number of contacts.
     *
     * @param at the beginning of the step in which they were first asked about
     */
    record Count(Instant at, Kind kind, long contacts) {}
}
