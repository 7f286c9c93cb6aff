package org.domainstats.http;

import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.SocketAddress;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;

/** The part of a listener that belongs to one event loop. Used on that loop only. */
final class EventLoopListener {

    private static final ServerResponse FOREIGN =
            ServerResponse.problem(403, "pages of other origins are not answered");
    private static final ServerResponse REBOUND =
            ServerResponse.problem(
                    403,
                    "this name of the server is not known: add it to allowed-hosts, or use the"
                            + " address");

    /** RFC 9112, section 6.1. */
    private static final ServerResponse OTHER_CODING =
            ServerResponse.problem(501, "no transfer coding but chunked is known");

    private static final Logger LOG = LoggerFactory.getLogger(EventLoopListener.class);

    private final ListenerState state;
    private final Vertx vertx;
    private final Context context;
    private final LoopConnections connections;
    private final ExchangeHandler handler;
    private final ResponseFields fields;
    private final HostScheduler scheduler;

    /** Created on the event loop that it is for. */
    EventLoopListener(ListenerState state, Vertx vertx, HandlerFactory handlers) {
        this.state = state;
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.connections = new LoopConnections(state.limits(), state.metrics());
        this.scheduler =
                new HostScheduler(
                        HostScheduler.QUANTUM,
                        System::nanoTime,
                        new EventLoopTimer(context)::runAfterReading);
        this.fields = new ResponseFields(state.clock(), scheduler::now);
        this.handler = handlers.create(context, state.metrics());
    }

    /** Has the server's requests answered here. */
    void attach(HttpServer server) {
        server.connectionHandler(this::connected)
                .exceptionHandler(this::failed)
                .requestHandler(this::handle)
                .invalidRequestHandler(this::handleInvalid);
        checkLater();
    }

    /** At a fixed rate, checks would follow each other at once where the server did not run. */
    private void checkLater() {
        vertx.setTimer(
                connections.interval().toMillis(),
                _ -> {
                    checkLater();
                    connections.check();
                });
    }

    Context context() {
        return context;
    }

    /** Runs something here; false if the event loop has ended. From any thread. */
    boolean tryExecute(Runnable task) {
        try {
            context.runOnContext(_ -> task.run());
            return true;
        } catch (RejectedExecutionException e) {
            LOG.debug("the server has ended before a response", e);
            return false;
        }
    }

    HttpMetrics metrics() {
        return state.metrics();
    }

    HttpLimits limits() {
        return state.limits();
    }

    boolean isStopping() {
        return state.isStopping();
    }

    ReceiveBudget receiving() {
        return state.receiving();
    }

    int tick() {
        return connections.tick();
    }

    long now() {
        return scheduler.now();
    }

    ResponseFields fields() {
        return fields;
    }

    private void connected(HttpConnection connection) {
        AcceptLimit.established(connection);
        InetAddress address = address(connection);
        if (address == null) {
            // Gone before it was accepted.
            var _ = connection.close();
            return;
        }
        String refusal = refusalOf(address);
        if (refusal != null) {
            state.refused(refusal, address);
            var _ = connection.close();
            return;
        }
        connections.add(
                connection,
                address,
                BoundedRequestDecoder.install(connection, state, address, scheduler));
        connection.exceptionHandler(this::failed);
        connection.closeHandler(
                _ -> {
                    connections.remove(connection);
                    state.counts().remove(address);
                });
    }

    private static @Nullable InetAddress address(HttpConnection connection) {
        SocketAddress remote = connection.remoteAddress();
        return remote == null ? null : InetAddress.ofLiteral(remote.hostAddress());
    }

    private @Nullable String refusalOf(InetAddress address) {
        // The JDK binds 0.0.0.0 to a socket for both families, and the operator said IPv4.
        if (state.isIpv4Only() && address instanceof Inet6Address) {
            return "ipv6";
        }
        return state.counts().tryAdd(address) ? null : "limit";
    }

    private void handle(HttpServerRequest request) {
        if (request.response().writeQueueFull()) {
            // A client that sends and does not read waits with its next request as well.
            request.response()
                    .drainHandler(
                            _ -> {
                                request.response().drainHandler(null);
                                dispatch(request);
                            });
        } else {
            dispatch(request);
        }
    }

    private void dispatch(HttpServerRequest request) {
        TrackedConnection connection = connections.find(request.connection());
        if (connection == null) {
            // Read together with one that ended the connection.
            return;
        }
        Exchange exchange = new Exchange(request, connection, this);
        connection.begin(exchange, connections.tick());
        if (!hasOneHost(request)) {
            exchange.refuse(ServerResponse.problem(400, "send one Host header field"));
            return;
        }
        if (hasOtherCoding(request)) {
            exchange.refuse(OTHER_CODING);
            return;
        }
        BrowserPolicy.Verdict verdict = state.browsers().judge(exchange);
        switch (verdict) {
            case FOREIGN -> exchange.refuse(FOREIGN);
            case REBOUND -> exchange.refuse(REBOUND);
            case PLAIN, BROWSER, UNKNOWN_HOST -> {
                exchange.verdict(verdict);
                handle(exchange);
            }
        }
    }

    private void handle(Exchange exchange) {
        try {
            handler.handle(exchange);
        } catch (RuntimeException | Error failure) {
            exchange.respond(state.responseTo(failure));
        }
    }

    private static boolean hasOneHost(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaderNames.HOST);
        return hosts.size() == 1 || hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_0;
    }

    /** Netty takes what ends in chunked for chunked alone. Of GET the body is only read past. */
    private static boolean hasOtherCoding(HttpServerRequest request) {
        return !request.method().equals(HttpMethod.GET)
                && request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING).stream()
                        .anyMatch(
                                coding ->
                                        !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(coding));
    }

    /** What is not HTTP. Vert.x closes the connection after the response. */
    private void handleInvalid(HttpServerRequest request) {
        TrackedConnection connection = connections.find(request.connection());
        if (connection == null) {
            return;
        }
        Exchange exchange = new Exchange(request, connection, this);
        connection.begin(exchange, connections.tick());
        exchange.respond(
                problem(request.decoderResult().cause()).with(HttpHeaders.CONNECTION, "close"));
    }

    private static ServerResponse problem(@Nullable Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line ->
                    ServerResponse.problem(414, "the request line is too long");
            case TooLongHttpHeaderException header ->
                    ServerResponse.problem(431, "the header fields are too long");
            case null, default -> ServerResponse.problem(400, "this is not HTTP/1.1");
        };
    }

    private void failed(Throwable failure) {
        switch (failure) {
            // Resets, failed handshakes and the like: theirs, and many on the open internet.
            case DecoderException malformed -> metrics().failed("malformed");
            // Of Netty's decoder: two lengths, a chunk size that is no number.
            case IllegalArgumentException malformed -> metrics().failed("malformed");
            // A head that breaks off.
            case PrematureChannelClosureException closed -> metrics().failed("reset");
            case IOException reset -> metrics().failed("reset");
            default -> state.failed(failure);
        }
    }
}
