package org.domainstats.server;

import io.netty.handler.codec.http.HttpResponseStatus;

import org.domainstats.store.StoreFault;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** What all connections share: the routes, the date, and the bound on work under way. */
final class HttpService {

    /**
     * A thousand new names a second may each wait two seconds for a registry that hangs, with room
     * to spare; each costs a virtual thread and little more. Past that, it is better to say so.
     */
    static final int MOST_WORK = 8_192;

    private static final Logger LOG = LoggerFactory.getLogger(HttpService.class);
    private static final String RETRY = "Retry-After: 1\r\n";
    private static final Response OVERLOADED =
            Response.problem(
                    HttpResponseStatus.SERVICE_UNAVAILABLE, "too much is under way", RETRY);
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
        return failure instanceof StoreFault ? STORE_FAULT : FAULT;
    }
}
