package org.domainstats.events;

import org.domainstats.store.events.EventLog.Range;
import org.domainstats.store.events.EventOutputs.Position;

import java.util.Map;

/**
 * What is kept of events.
 *
 * @param most how many events may be kept
 * @param waiting first contacts that are not reported yet, as their registration is not known
 * @param births unregistered domains that are watched
 */
public record EventGauges(
        Range range, long most, Map<String, Position> positions, long waiting, long births) {

    static final EventGauges NONE = new EventGauges(new Range(1, 0), 1, Map.of(), 0, 0);

    /** How full the log is, from 0 to 1: at 1 the oldest events are dropped. */
    public double fill() {
        return (double) range.size() / most;
    }
}
