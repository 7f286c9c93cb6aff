package org.domainstats.server;

import io.vertx.core.Context;

import java.util.ArrayList;
import java.util.List;

/**
 * The questions that one event loop reads in one round, so that they go to the store together:
 * looked up in one query, written in one commit. Used by its event loop only.
 */
final class RequestBatching {

    /** A store's reply to so many takes some milliseconds; nobody should wait longer for others. */
    private static final int LARGEST = 256;

    private final Context context;
    private final QueryExecutor executor;
    private List<PendingQuery> waiting = new ArrayList<>();

    RequestBatching(Context context, QueryExecutor executor) {
        this.context = context;
        this.executor = executor;
    }

    /** Takes a question, which goes out once the loop has read what there is on its connections. */
    void add(PendingQuery query) {
        waiting.add(query);
        if (waiting.size() == LARGEST) {
            send();
        } else if (waiting.size() == 1) {
            context.runOnContext(_ -> send());
        }
    }

    private void send() {
        if (!waiting.isEmpty()) {
            List<PendingQuery> together = waiting;
            waiting = new ArrayList<>();
            executor.start(together);
        }
    }
}
