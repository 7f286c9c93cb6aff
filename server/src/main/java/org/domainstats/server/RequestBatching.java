package org.domainstats.server;

import io.netty.channel.EventLoop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Gathers the questions that one event loop reads in one round, so that they go to the store
 * together: looked for in one query, written in one go. Used by its event loop only.
 */
final class RequestBatching {

    /**
     * A store's answer to so many takes some milliseconds; nobody should wait longer for others.
     */
    private static final int LARGEST = 256;

    private final EventLoop loop;
    private final HttpService service;
    private List<Waiting> waiting = new ArrayList<>();

    RequestBatching(EventLoop loop, HttpService service) {
        this.loop = loop;
        this.service = service;
    }

    /**
     * A question, and who waits for the response to it.
     *
     * @param since when it came in, by {@link System#nanoTime}: patience counts from then
     * @param then called on the event loop
     */
    record Waiting(Asking asking, long since, Consumer<Response> then) {}

    /** Takes a question in. It goes out once the loop has read what there is on its connections. */
    void add(Asking asking, Consumer<Response> then) {
        waiting.add(new Waiting(asking, System.nanoTime(), then));
        if (waiting.size() == LARGEST) {
            send();
        } else if (waiting.size() == 1) {
            loop.execute(this::send);
        }
    }

    private void send() {
        if (!waiting.isEmpty()) {
            List<Waiting> gathered = waiting;
            waiting = new ArrayList<>();
            service.start(gathered, loop);
        }
    }
}
