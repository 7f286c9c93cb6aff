package org.domainstats.server;

import org.domainstats.events.EventDocument;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventLog.LoggedEvent;

import java.util.List;
import java.util.concurrent.Semaphore;

/**
 * Reads parts of streams. One at a time, and streams take turns: hundreds of clients that want all
 * of the log would otherwise hold every reader of the database and every processor, and questions
 * would wait for them.
 */
final class EventParts {

    /** One part of each client that reads slowly is in memory, and there may be hundreds. */
    private static final int MOST_EVENTS = 16;

    private final EventLog log;
    private final String version;
    private final Semaphore turn = new Semaphore(1, true);

    EventParts(EventLog log, String version) {
        this.log = log;
        this.version = version;
    }

    /**
     * Some events of a stream.
     *
     * @param last the number of the last one, of those too that are not wanted
     * @param text as Server-Sent Events; empty if none is wanted
     */
    record Part(long last, boolean isEnd, String text) {}

    /** The number after which a stream begins. */
    long start(long after) {
        return after < 0 ? log.range().newest() : EventResources.known(log, after);
    }

    /** The next events after a number, which is the end of the log where there are none. */
    Part next(long after, EventResources.Wanted wanted) throws InterruptedException {
        turn.acquire();
        try {
            List<LoggedEvent> page = log.after(after, MOST_EVENTS);
            return page.isEmpty()
                    ? new Part(after, true, "")
                    : new Part(page.getLast().number(), false, text(page, wanted));
        } finally {
            turn.release();
        }
    }

    private String text(List<LoggedEvent> page, EventResources.Wanted wanted) {
        StringBuilder text = new StringBuilder();
        for (LoggedEvent logged : page) {
            EventDocument event = EventDocument.of(logged);
            if (wanted.filter().accepts(event)) {
                text.append("id: ").append(event.number());
                text.append("\nevent: ").append(event.kind().word());
                text.append("\ndata: ").append(wanted.format().line(event, version));
                text.append("\n\n");
            }
        }
        return text.toString();
    }
}
