package org.domainstats.communityserver;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.buffer.Buffer;

import org.domainstats.communityserver.RequestDispatcher.Sender;
import org.domainstats.http.Exchange;
import org.domainstats.http.ExchangeHandler;
import org.domainstats.http.HttpMetrics;
import org.domainstats.http.RouteMetrics;
import org.domainstats.http.ServerResponse;
import org.domainstats.http.TrustedProxies;
import org.domainstats.protocol.MessageLimits;

/** The community's HTTP API: messages, and the files of the feed. */
final class CommunityHttpApi implements ExchangeHandler {

    private static final String MESSAGES = "/v1/community";

    private static final ServerResponse NOT_FOUND =
            ServerResponse.problem(404, "there is POST /v1/community, and the files of the feed");
    private static final ServerResponse BROWSER =
            ServerResponse.problem(403, "this is for programs; browsers are not served");
    private static final ServerResponse NOT_A_MESSAGE =
            ServerResponse.problem(400, "the body is not a message; see docs/protocol.md");
    private static final ServerResponse ENCODED =
            ServerResponse.problem(415, "send the message without a content encoding");
    private static final ServerResponse LIMITED =
            ServerResponse.problem(429, "too many requests from there").with("Retry-After", "1");

    private final RequestDispatcher dispatcher;
    private final FeedDownloads files;
    private final TrustedProxies proxies;
    private final RouteMetrics messageMetrics;
    private final RouteMetrics fileMetrics;

    CommunityHttpApi(
            RequestDispatcher dispatcher,
            FeedDownloads files,
            TrustedProxies proxies,
            HttpMetrics metrics) {
        this.dispatcher = dispatcher;
        this.files = files;
        this.proxies = proxies;
        this.messageMetrics = metrics.route("community");
        this.fileMetrics = metrics.route("feed");
    }

    @Override
    public void handle(Exchange exchange) {
        if (exchange.isFromBrowser()) {
            exchange.refuse(BROWSER);
            return;
        }
        String target = exchange.target();
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (path.equals(MESSAGES)) {
            exchange.route(messageMetrics);
            handleMessage(exchange);
        } else if (FeedDownloads.isPath(path)) {
            exchange.route(fileMetrics);
            files.send(exchange, path);
        } else {
            exchange.refuse(NOT_FOUND);
        }
    }

    private void handleMessage(Exchange exchange) {
        if (!exchange.method().equals("POST")) {
            exchange.refuse(ServerResponse.methodNotAllowed("messages are sent with POST", "POST"));
        } else if (exchange.header(HttpHeaderNames.CONTENT_ENCODING) != null) {
            exchange.refuse(ENCODED);
        } else {
            exchange.readBody(MessageLimits.DATAGRAM, body -> dispatch(exchange, body));
        }
    }

    private void dispatch(Exchange exchange, Buffer body) {
        dispatcher.dispatch(
                body.getBytes(),
                body.length(),
                new Sender(
                        proxies.clientOf(exchange),
                        proxies.isUnknownProxy(exchange)
                                ? Transport.HTTP_VIA_UNKNOWN_PROXY
                                : Transport.HTTP,
                        outcome -> exchange.execute(() -> respond(exchange, outcome))));
    }

    /**
     * Only the system knows whether it took the reply: a connection may be closed already though
     * its event loop has not come to that.
     */
    static void respond(Exchange exchange, RequestOutcome outcome) {
        Delivery delivery =
                outcome instanceof RequestOutcome.Bytes reply ? reply.delivery() : Delivery.IGNORED;
        exchange.respond(response(outcome), delivery::ended);
    }

    private static ServerResponse response(RequestOutcome outcome) {
        return switch (outcome) {
            case RequestOutcome.Bytes reply ->
                    ServerResponse.of(ServerResponse.JSON, reply.bytes()).notStored();
            case RequestOutcome.Nothing _ -> ServerResponse.noContent();
            case RequestOutcome.Malformed _ -> NOT_A_MESSAGE;
            case RequestOutcome.Limited _ -> LIMITED;
        };
    }
}
