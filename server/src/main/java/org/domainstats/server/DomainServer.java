package org.domainstats.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.domainstats.access.Resource;
import org.domainstats.answerformats.Dialect;
import org.domainstats.base.Deadline;
import org.domainstats.http.ExchangeHandler;
import org.domainstats.http.HttpListener;
import org.domainstats.http.HttpMetrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The HTTP API of the local network. */
public final class DomainServer {

    private static final Logger LOG = LoggerFactory.getLogger(DomainServer.class);

    private final Vertx vertx;
    private final PrometheusMeterRegistry meters;
    private final ServerParts parts;
    private final QueryExecutor executor;
    private final Readiness readiness;
    private final List<HttpListener> listeners = new ArrayList<>();

    /**
     * @param meters where all that is measured of the process is registered
     * @param readiness what {@code /readyz} says; it is closed with the server
     */
    public DomainServer(
            Vertx vertx,
            PrometheusMeterRegistry meters,
            AnswerHandler answers,
            Api api,
            Readiness readiness) {
        this(
                vertx,
                meters,
                new QueryExecutor(answers, QueryExecutor.MOST_QUERIES),
                answers,
                api,
                readiness);
    }

    DomainServer(
            Vertx vertx,
            PrometheusMeterRegistry meters,
            QueryExecutor executor,
            AnswerHandler answers,
            Api api,
            Readiness readiness) {
        this.vertx = vertx;
        this.meters = meters;
        this.executor = executor;
        this.readiness = readiness;
        List<Resource> resources =
                new ArrayList<>(
                        ServerResources.of(new Probes(readiness), new ServerMetrics(meters)));
        resources.addAll(api.resources());
        this.parts =
                new ServerParts(
                        answers,
                        api.authenticator(),
                        new ResourceRouter(api.authenticator(), executor, resources),
                        new CompatibilityPages(answers, executor),
                        new BatchExecutor(answers, executor));
    }

    /**
     * Opens the ports, and asks itself once.
     *
     * @return the addresses listened on, with the ports that the system chose
     * @throws UncheckedIOException if one of them cannot be had; then none is open
     */
    public List<InetSocketAddress> start(List<ServerPort> ports) {
        try {
            for (ServerPort port : ports) {
                listeners.add(
                        HttpListener.start(
                                vertx,
                                port.listener(),
                                new HttpMetrics(meters, port.dialect().word()),
                                (context, metrics) -> handler(port.dialect(), context, metrics)));
            }
        } catch (IOException e) {
            stop(Duration.ZERO);
            throw new UncheckedIOException(e.getMessage(), e);
        }
        if (!ports.isEmpty()) {
            WarmUp.of(parts.answers(), listeners.getFirst().address(), ports.getFirst());
        }
        return listeners.stream().map(HttpListener::address).toList();
    }

    private ExchangeHandler handler(Dialect dialect, Context context, HttpMetrics metrics) {
        RequestBatching<PendingQuery> batching =
                new RequestBatching<>(
                        context, executor::start, RequestBatching.LONGEST_WAIT, System::nanoTime);
        return new RequestRouter(parts, batching, dialect, RouteNames.of(metrics));
    }

    /**
     * Closes the ports, answers what has been asked and ends. Blocks. When it returns, what could
     * not be delivered has been taken back.
     *
     * @param within how long answers may take; what is under way then is cut off, and has as long
     *     again to notice
     */
    public void stop(Duration within) {
        boolean wasStopped = listeners.isEmpty();
        HttpListener.stopAll(listeners, within);
        listeners.clear();
        readiness.close();
        if (wasStopped) {
            return;
        }
        Deadline deadline = Deadline.in(within);
        try {
            if (!parts.batches().awaitEnd(deadline) || !executor.awaitEnd(deadline.remaining())) {
                LOG.warn("stopped while questions were under way; their clients were cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
