package org.domainstats.server;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpResponseStatus;

import org.domainstats.answerformats.Dialect;
import org.domainstats.lookup.PendingLookup;
import org.domainstats.server.RequestBatching.Waiting;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.ZipException;

/** What all connections share: the routes, the date, and the bound on work under way. */
final class HttpService {

    /**
     * A thousand new names a second may each wait two seconds for a registry that hangs, with room
     * to spare; each costs a virtual thread and little more. Past that, it is better to say so.
     */
    static final int MOST_WORK = 8_192;

    /** Each holds some hundred KiB; a stream of log lines may stay open all day. */
    private static final int MOST_BATCHES = 256;

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final String RETRY = "Retry-After: 1\r\n";
    private static final Response OVERLOADED =
            Response.problem(
                    HttpResponseStatus.SERVICE_UNAVAILABLE, "too much is under way", RETRY);
    private static final Response NOT_GZIP =
            Response.problem(HttpResponseStatus.BAD_REQUEST, "the body is not gzip", "");
    private static final Response STORE_FAULT =
            Response.problem(
                    HttpResponseStatus.SERVICE_UNAVAILABLE,
                    "the store failed; the server's log says how",
                    RETRY);
    private static final Response FAULT =
            Response.problem(
                    HttpResponseStatus.INTERNAL_SERVER_ERROR,
                    "the server failed; its log says how",
                    "");

    private final Routes routes;
    private final HttpDate date;
    private final Semaphore places;
    private final Semaphore batches = new Semaphore(MOST_BATCHES);
    private volatile boolean stopping;

    HttpService(Routes routes, HttpDate date, int mostWork) {
        this.routes = routes;
        this.date = date;
        this.places = new Semaphore(mostWork);
    }

    /** See {@link Routes#routePlain}. */
    Reply routePlain(String path, @Nullable String authorization, Dialect dialect) {
        try {
            return routes.routePlain(path, authorization, dialect);
        } catch (RuntimeException | Error failure) {
            return responseTo(failure);
        }
    }

    /** See {@link Routes#route}. */
    Reply route(Request request, Dialect dialect) {
        try {
            return routes.route(request, dialect);
        } catch (RuntimeException | Error failure) {
            return responseTo(failure);
        }
    }

    /** See {@link WarmUp}. */
    void rehearse(InetSocketAddress door, Dialect dialect) {
        WarmUp.of(routes.answers(), door, dialect);
    }

    HttpDate date() {
        return date;
    }

    /** From here on, every response is the last one on its connection. */
    void stop() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    /** Does the work on a thread of its own, which then hands over the response. */
    void start(Work work, Consumer<Response> then) {
        if (!places.tryAcquire()) {
            then.accept(OVERLOADED);
            return;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            Response response = respond(work.response());
                            places.release();
                            then.accept(response);
                        });
    }

    /** Answers questions together; each response is handed over on the loop that they came from. */
    void start(List<Waiting> waiting, EventLoop loop) {
        int admitted = 0;
        while (admitted < waiting.size() && places.tryAcquire()) {
            admitted++;
        }
        for (Waiting refused : waiting.subList(admitted, waiting.size())) {
            refused.then().accept(OVERLOADED);
        }
        List<Waiting> begun = waiting.subList(0, admitted);
        if (!begun.isEmpty()) {
            Thread.ofVirtual().start(() -> answer(begun, loop));
        }
    }

    private void answer(List<Waiting> waiting, EventLoop loop) {
        List<Runnable> answered = new ArrayList<>(waiting.size());
        long beginning = System.nanoTime();
        List<PendingLookup> begun = begin(waiting, answered);
        for (int i = 0; i < begun.size(); i++) {
            Waiting each = waiting.get(i);
            PendingLookup pending = begun.get(i);
            if (pending.waits()) {
                Thread.ofVirtual().start(() -> handOver(loop, answer(each, pending, beginning)));
            } else {
                answered.add(answer(each, pending, beginning));
            }
        }
        handOver(loop, () -> answered.forEach(Runnable::run));
    }

    /** Begins with all of them; if that fails, all have their answer. */
    private List<PendingLookup> begin(List<Waiting> waiting, List<Runnable> answered) {
        try {
            return routes.answers()
                    .begin(waiting.stream().map(each -> each.asking().hostname()).toList());
        } catch (RuntimeException | Error failure) {
            Response response = responseTo(failure);
            waiting.forEach(each -> answered.add(done(each, response)));
            return List.of();
        }
    }

    /**
     * @param begun when, by {@link System#nanoTime}
     */
    private Runnable answer(Waiting waiting, PendingLookup pending, long begun) {
        Dialect dialect = waiting.asking().dialect();
        Duration waited = Duration.ofNanos(begun - waiting.since());
        return done(waiting, respond(() -> routes.answers().response(pending, dialect, waited)));
    }

    private Runnable done(Waiting waiting, Response response) {
        places.release();
        return () -> waiting.then().accept(response);
    }

    /** A loop that has ended has no clients any more. */
    private static void handOver(EventLoop loop, Runnable answered) {
        if (!loop.isShuttingDown()) {
            loop.execute(answered);
        }
    }

    /** Answers a batch on a thread of its own. */
    void start(
            BatchQuestion question,
            BodyInput body,
            boolean zipped,
            RowsOutput output,
            Consumer<BatchEnd> then) {
        if (!batches.tryAcquire()) {
            then.accept(new BatchEnd.Refused(OVERLOADED));
            return;
        }
        Thread.ofVirtual()
                .start(
                        () -> {
                            BatchEnd end = answer(question, body, zipped, output);
                            batches.release();
                            then.accept(end);
                        });
    }

    private BatchEnd answer(
            BatchQuestion question, BodyInput body, boolean zipped, RowsOutput output) {
        try {
            new BatchExchange(routes.answers(), question, output).answer(body, zipped);
            return new BatchEnd.Done();
        } catch (ZipException malformed) {
            return output.isUnsent() ? new BatchEnd.Refused(NOT_GZIP) : new BatchEnd.Broken();
        } catch (IOException gone) {
            return new BatchEnd.Broken();
        } catch (RuntimeException | Error failure) {
            Response response = responseTo(failure);
            return output.isUnsent() ? new BatchEnd.Refused(response) : new BatchEnd.Broken();
        }
    }

    private static Response respond(Supplier<Response> work) {
        try {
            return work.get();
        } catch (RuntimeException | Error failure) {
            return responseTo(failure);
        }
    }

    /** The HTTP failure handler: whatever went wrong, the client hears of it. */
    private static Response responseTo(Throwable failure) {
        LOG.error("a question could not be answered", failure);
        return failure instanceof StoreException ? STORE_FAULT : FAULT;
    }
}
