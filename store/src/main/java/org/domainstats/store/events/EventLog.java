package org.domainstats.store.events;

import org.domainstats.model.DomainName;

import java.time.Instant;
import java.util.List;

/**
 * The events in their order, for outputs that read on from where they were. Numbers grow by one and
 * are never used again. Every method may block on the disk.
 */
public interface EventLog {

    /**
     * Takes a step: its events are logged in their order, and what they were made from is marked as
     * done, all in one transaction.
     *
     * @return false if another process took a step since the progress was read that this one starts
     *     from; then nothing was changed
     */
    boolean append(EventStep step);

    /** Events after a number (0 for the beginning), oldest first. */
    List<LoggedEvent> after(long number, int limit);

    /** The newest events, oldest first. */
    List<LoggedEvent> newest(int limit);

    Range range();

    /**
     * Removes the oldest events up to a number, that one included. What an output had not delivered
     * of them is counted as dropped there.
     */
    void removeUpTo(long number);

    /**
     * An event before it has a number.
     *
     * @param id the same however often it is delivered, and no other event's
     * @param body the event whole, in the form of the module that makes it
     */
    record NewEvent(String id, String kind, DomainName site, Instant at, String body) {}

    /** An event in its place. */
    record LoggedEvent(long number, NewEvent event) {}

    /**
     * Which events there are.
     *
     * @param oldest the number of the oldest event, or the next number if there is none
     * @param newest the number that was given last; 0 if none was
     */
    record Range(long oldest, long newest) {

        public long size() {
            return newest - oldest + 1;
        }
    }
}
