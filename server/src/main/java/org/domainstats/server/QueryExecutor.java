package org.domainstats.server;

import org.domainstats.base.LimitedLog;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.model.Answer;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Does on virtual threads what would block an event loop, within a bound on what is under way. */
final class QueryExecutor {

    /**
     * A thousand new names a second may each wait two seconds for a registry that hangs, with room
     * to spare; each costs a virtual thread and little more. Past that, it is better to say so.
     */
    static final int MOST_QUERIES = 8_192;

    private static final ServerResponse OVERLOADED =
            ServerResponse.unavailable("too much is under way");
    private static final ServerResponse STORE_FAULT =
            ServerResponse.unavailable("the store failed; the server's log says how");
    private static final ServerResponse FAULT =
            ServerResponse.problem(500, "the server failed; its log says how");

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(QueryExecutor.class));
    private final AnswerHandler answers;
    private final int mostQueries;
    private final Semaphore places;

    QueryExecutor(AnswerHandler answers, int mostQueries) {
        this.answers = answers;
        this.mostQueries = mostQueries;
        this.places = new Semaphore(mostQueries);
    }

    /** Answers one request on a thread of its own. */
    void start(Exchange exchange, Supplier<RenderedResponse> work) {
        if (!places.tryAcquire()) {
            exchange.respond(OVERLOADED);
            return;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            RenderedResponse response = attempt(work);
                            exchange.execute(done(exchange, response));
                        });
    }

    /**
     * Answers one request that has much to compute, on a platform thread: a virtual one would keep
     * its carrier from all others meanwhile.
     *
     * @param end is run on the event loop when the client has taken the response, or is gone
     */
    void startLong(Exchange exchange, Supplier<ServerResponse> work, Runnable end) {
        if (!places.tryAcquire()) {
            exchange.respond(OVERLOADED);
            end.run();
            return;
        }
        Thread.ofPlatform()
                .daemon()
                .name("long request")
                .start(
                        () -> {
                            ServerResponse response =
                                    attempt(() -> RenderedResponse.of(work.get())).response();
                            exchange.execute(() -> deliver(exchange, response, end));
                        });
    }

    private void deliver(Exchange exchange, ServerResponse response, Runnable end) {
        exchange.respond(
                response,
                _ -> {
                    places.release();
                    end.run();
                });
    }

    /**
     * Answers questions that came in on one event loop together. On that loop.
     *
     * @param back is run on the event loop when the store has replied to all of them
     */
    void start(List<PendingQuery> queries, Runnable back) {
        int admitted = 0;
        while (admitted < queries.size() && places.tryAcquire()) {
            admitted++;
        }
        for (PendingQuery refused : queries.subList(admitted, queries.size())) {
            refused.exchange().respond(OVERLOADED);
        }
        List<PendingQuery> begun = queries.subList(0, admitted);
        if (begun.isEmpty()) {
            back.run();
        } else {
            Thread.ofVirtual().start(() -> answer(begun, back));
        }
    }

    private void answer(List<PendingQuery> queries, Runnable back) {
        List<Runnable> deliveries = new ArrayList<>(queries.size());
        long beginning = System.nanoTime();
        List<PendingLookup> begun = begin(queries, deliveries);
        for (int i = 0; i < begun.size(); i++) {
            PendingQuery query = queries.get(i);
            PendingLookup pending = begun.get(i);
            if (pending.waits()) {
                stopWhenGone(query.exchange(), pending);
                Thread.ofVirtual()
                        .start(() -> query.exchange().execute(answer(query, pending, beginning)));
            } else {
                deliveries.add(answer(query, pending, beginning));
            }
        }
        queries.getFirst().exchange().execute(() -> deliver(deliveries, back));
    }

    private static void deliver(List<Runnable> deliveries, Runnable back) {
        try {
            deliveries.forEach(Runnable::run);
        } finally {
            back.run();
        }
    }

    /** An announcement whose client is gone is left to the next one soon, not after the wait. */
    private static void stopWhenGone(Exchange exchange, PendingLookup pending) {
        exchange.execute(() -> exchange.whenGone(pending::stopWaiting));
    }

    /** Begins with all of them; if that fails, all have their response. */
    private List<PendingLookup> begin(List<PendingQuery> queries, List<Runnable> deliveries) {
        try {
            return answers.begin(queries.stream().map(PendingQuery::question).toList());
        } catch (RuntimeException | Error failure) {
            RenderedResponse response = RenderedResponse.of(responseTo(failure));
            queries.forEach(each -> deliveries.add(done(each.exchange(), response)));
            return List.of();
        }
    }

    /** The time limit of a question counts from when it came in, not from when it was begun. */
    private Runnable answer(PendingQuery query, PendingLookup pending, long begun) {
        Duration left = query.question().timeout().minusNanos(begun - query.exchange().began());
        return done(
                query.exchange(), attempt(() -> answers.response(pending, query.dialect(), left)));
    }

    /** What it returns is to be run on the event loop; until then the question is under way. */
    private Runnable done(Exchange exchange, RenderedResponse response) {
        return () -> deliver(exchange, response);
    }

    /**
     * Waits until nothing is under way any more, and admits nothing from then on. Blocks.
     *
     * @return false if the time was over before
     */
    boolean awaitEnd(Duration within) throws InterruptedException {
        return places.tryAcquire(mostQueries, within.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** On the event loop. An announcement that does not arrive is left to the next client. */
    private void deliver(Exchange exchange, RenderedResponse rendered) {
        @Nullable Answer announcement = rendered.announcement();
        if (announcement == null) {
            places.release();
            exchange.respond(rendered.response());
            return;
        }
        if (!exchange.isOver()) {
            // Before, not after: killed in between, it is rather never said than said twice.
            answers.delivered(List.of(announcement));
        }
        exchange.respond(
                rendered.response(),
                delivered -> {
                    if (!delivered) {
                        answers.undelivered(announcement);
                    }
                    places.release();
                });
    }

    private RenderedResponse attempt(Supplier<RenderedResponse> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            return RenderedResponse.of(responseTo(failure));
        }
    }

    /** The HTTP failure handler: whatever went wrong, the client gets a response. */
    ServerResponse responseTo(Throwable failure) {
        log.error("query", failure, "a question could not be answered");
        return failure instanceof StoreException ? STORE_FAULT : FAULT;
    }
}
