package org.domainstats.store.events;

import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.store.events.EventSources.Progress;
import org.domainstats.store.events.EventSources.Watch;

import java.util.List;

/**
 * One step of whoever makes events.
 *
 * @param from the progress that it starts from
 * @param contacts the cursor of the last contact that was dealt with
 * @param events in their order
 * @param watches those to be added, or to be replaced
 * @param ended those to be removed
 * @param changes the numbers of the changes of registrations that were dealt with
 */
public record EventStep(
        Progress from,
        long contacts,
        List<NewEvent> events,
        List<Watch> watches,
        List<Watch> ended,
        List<Long> changes) {

    public EventStep {
        events = List.copyOf(events);
        watches = List.copyOf(watches);
        ended = List.copyOf(ended);
        changes = List.copyOf(changes);
    }

    /** Whether it would leave everything as it is. */
    public boolean isEmpty() {
        return contacts == from.contacts()
                && events.isEmpty()
                && watches.isEmpty()
                && ended.isEmpty()
                && changes.isEmpty();
    }
}
