package org.domainstats.events;

import org.domainstats.events.Output.Outgoing;
import org.domainstats.model.DomainName;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventLog.NewEvent;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/** Events for tests of what comes after they were made. */
final class SampleEvents {

    static final Instant AT = Instant.parse("2026-11-26T03:13:07.090Z");

    private SampleEvents() {}

    static EventDocument of(long number, EventKind kind, String more) {
        String site = "site-" + number + ".com";
        String body =
                "{\"id\":\"id-"
                        + number
                        + "\",\"kind\":\""
                        + kind.word()
                        + "\",\"site\":\""
                        + site
                        + "\",\"domain\":\""
                        + site
                        + "\""
                        + more
                        + "}";
        return EventDocument.of(
                new LoggedEvent(
                        number,
                        new NewEvent("id-" + number, kind.word(), new DomainName(site), AT, body)));
    }

    static EventDocument of(long number) {
        return of(number, EventKind.FIRST_CONTACT, "");
    }

    static List<Outgoing> outgoing(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(SampleEvents::of)
                .map(event -> new Outgoing(event, EventFormat.JSON.line(event, "1.0")))
                .toList();
    }
}
