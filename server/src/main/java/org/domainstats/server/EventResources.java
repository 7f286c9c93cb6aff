package org.domainstats.server;

import org.domainstats.access.Resource;
import org.domainstats.access.ResourceRequest;
import org.domainstats.access.StreamStarter;
import org.domainstats.answerformats.JsonObject;
import org.domainstats.base.ClientPlaces;
import org.domainstats.events.EventDocument;
import org.domainstats.events.EventFilter;
import org.domainstats.events.EventFormat;
import org.domainstats.events.EventNotifier;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The events over HTTP: a page of them from any number on, and a stream that does not end. Both
 * show what was asked about.
 */
public final class EventResources implements AutoCloseable {

    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;

    /** Each holds a connection, a thread that sleeps and a part of events. */
    private static final int MOST_STREAMS = 256;

    private static final int MOST_PER_CLIENT = 16;

    private final EventLog log;
    private final EventNotifier notifier;
    private final String version;
    private final EventParts parts;
    private final StreamStarter streams =
            new StreamStarter(
                    "event-stream",
                    new ClientPlaces(MOST_STREAMS, MOST_PER_CLIENT),
                    ServerResponse.unavailable("too many streams of events are open"));
    private volatile boolean closed;

    /**
     * @param notifier notified when there are new events
     * @param version of this program
     */
    public EventResources(EventLog log, EventNotifier notifier, String version) {
        this.log = log;
        this.notifier = notifier;
        this.version = version;
        this.parts = new EventParts(log, version);
    }

    /** A page, and the stream. */
    public List<Resource> resources() {
        return List.of(
                Resource.of("GET", "/v1/events", this::page),
                Resource.streaming("GET", "/v1/events/stream", this::stream));
    }

    /** What a reader wants. */
    record Wanted(EventFormat format, EventFilter filter) {}

    private static Wanted wanted(ResourceRequest request) {
        String word = request.parameter("format");
        EventFormat format =
                EventFormat.ofWord(word == null ? EventFormat.JSON.word() : word)
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "format is one of json, ecs, ocsf and cef"));
        Map<String, String> options = new HashMap<>();
        for (String option : EventFilter.OPTIONS) {
            @Nullable String value = request.parameter(option);
            if (value != null) {
                options.put(option, value);
            }
        }
        return new Wanted(format, EventFilter.of(options));
    }

    private ServerResponse page(ResourceRequest request) {
        long after = number(request.parameter("after"), -1);
        long limit = number(request.parameter("limit"), USUAL_PAGE);
        if (after == -2 || limit < 1 || limit > LARGEST_PAGE) {
            return ServerResponse.problem(
                    400,
                    "after is the number of an event, limit a number from 1 to " + LARGEST_PAGE);
        }
        try {
            Wanted wanted = wanted(request);
            return wanted.format.isJson()
                    ? ServerResponse.json(page(after, (int) limit, wanted)).notStored()
                    : ServerResponse.problem(400, "a page is JSON: format is json, ecs or ocsf");
        } catch (IllegalArgumentException e) {
            return ServerResponse.problem(400, String.valueOf(e.getMessage()));
        }
    }

    /** The number meant, or -2 for what is none. */
    private static long number(@Nullable String text, long otherwise) {
        return text == null ? otherwise : text.matches("\\d{1,18}") ? Long.parseLong(text) : -2;
    }

    /**
     * A number that this log has not given yet comes from another one, such as that of a data
     * folder before it was replaced: its reader gets all events.
     */
    static long known(EventLog log, long after) {
        return after > log.range().newest() ? 0 : after;
    }

    private String page(long after, int limit, Wanted wanted) {
        List<LoggedEvent> events =
                after < 0 ? log.newest(limit) : log.after(known(log, after), limit);
        List<String> lines = new ArrayList<>(events.size());
        for (LoggedEvent logged : events) {
            EventDocument event = EventDocument.of(logged);
            if (wanted.filter.accepts(event)) {
                lines.add(wanted.format.line(event, version));
            }
        }
        EventLog.Range range = log.range();
        long next = events.isEmpty() ? range.newest() : events.getLast().number();
        return new JsonObject()
                .raw("events", "[" + String.join(",", lines) + "]")
                .number("next", next)
                .number("oldest", range.oldest())
                .end();
    }

    private void stream(ResourceRequest request) {
        Exchange exchange = request.exchange();
        @Nullable String last = exchange.header("Last-Event-ID");
        long after = number(last == null ? request.parameter("after") : last, -1);
        if (after == -2) {
            exchange.respond(
                    ServerResponse.problem(400, "after and Last-Event-ID are numbers of events"));
            return;
        }
        try {
            Wanted wanted = wanted(request);
            streams.start(
                    request,
                    started ->
                            new EventStream(started, parts, wanted, () -> closed)
                                    .run(after, notifier));
        } catch (IllegalArgumentException e) {
            exchange.respond(ServerResponse.problem(400, String.valueOf(e.getMessage())));
        }
    }

    /** Ends all streams. */
    @Override
    public void close() {
        closed = true;
    }
}
