package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.AccessRole;
import org.domainstats.http.Exchange;
import org.domainstats.http.ExchangeHandler;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.Question;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;

/**
 * From a request to what answers it, on one event loop. Every path that is not ours is a hostname,
 * so it is read from the raw target: no normalization of paths may touch it. Words of ours have no
 * dot, except for endings that are no top-level domain.
 */
final class RequestRouter implements ExchangeHandler {

    private static final String OPENAPI = "openapi.json";
    private static final Set<String> WITH_A_DOT = Set.of(OPENAPI, "favicon.ico", "robots.txt");
    private static final String METRICS = "metrics";
    private static final Set<String> PROBES = Set.of("livez", "healthz", "readyz");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String V1 = "v1/";
    private static final String V1_DOMAINS = "v1/domains/";
    private static final String BATCH = "v1/domains";
    private static final ServerResponse NO_PATH =
            ServerResponse.problem(400, "the request target is not a path");
    private static final ServerResponse NOTHING =
            ServerResponse.problem(404, "there is nothing at this path");
    private static final ServerResponse WRONG_FORMAT =
            ServerResponse.problem(400, "format is one of original, domain_stats and v1");
    private static final ServerResponse WRONG_WAIT =
            ServerResponse.problem(400, "wait is a time such as 250ms or 2s, up to 30s");
    private static final ServerResponse UNKNOWN_ENCODING =
            ServerResponse.problem(415, "a body may be plain or gzip");
    private static final ServerResponse NEEDS_TOKEN =
            ServerResponse.problem(
                            401, "send one of the server's tokens as Authorization: Bearer TOKEN")
                    .with("WWW-Authenticate", "Bearer");
    private static final ServerResponse MAY_NOT_READ =
            ServerResponse.problem(
                    403,
                    "this shows what was asked: it needs a token with the role read, and a name of"
                            + " the server that is in allowed-hosts");
    private static final ServerResponse ONLY_GET =
            ServerResponse.methodNotAllowed("only GET and HEAD are answered here", "GET, HEAD");
    private static final ServerResponse ONLY_POST =
            ServerResponse.methodNotAllowed("send the names in the body of a POST", "POST");

    private final ServerParts parts;
    private final RequestBatching batching;
    private final Dialect usual;
    private final RouteNames routes;

    /**
     * @param usual the dialect of the port
     */
    RequestRouter(ServerParts parts, RequestBatching batching, Dialect usual, RouteNames routes) {
        this.parts = parts;
        this.batching = batching;
        this.usual = usual;
        this.routes = routes;
    }

    @Override
    public void handle(Exchange exchange) {
        Target target = Target.parse(exchange.target());
        if (target != null && target.path().equals(BATCH) && exchange.method().equals("POST")) {
            batch(exchange, target);
        } else if (exchange.hasBody()) {
            // It is read past, so that the next request can be found.
            exchange.readBody(_ -> resource(exchange, target));
        } else {
            resource(exchange, target);
        }
    }

    private void batch(Exchange exchange, Target target) {
        exchange.route(routes.batch());
        Encodings encodings = Encodings.of(exchange.request().headers());
        String format = target.parameter("format");
        Dialect dialect = format == null ? Dialect.V1 : Dialect.of(format);
        Duration timeout = timeout(target);
        if (!parts.access().admits(exchange, AccessRole.ASK)) {
            exchange.refuse(NEEDS_TOKEN);
        } else if (!encodings.understood()) {
            exchange.refuse(UNKNOWN_ENCODING);
        } else if (dialect == null || timeout == null) {
            exchange.refuse(dialect == null ? WRONG_FORMAT : WRONG_WAIT);
        } else {
            parts.batches()
                    .start(
                            exchange,
                            new BatchQuestion(
                                    isPeek(exchange, target),
                                    timeout,
                                    dialect,
                                    parts.access().client(exchange)),
                            encodings);
        }
    }

    private void resource(Exchange exchange, @Nullable Target target) {
        if (target == null) {
            exchange.respond(NO_PATH);
        } else if (!METHODS.contains(exchange.method()) || target.path().equals(BATCH)) {
            exchange.respond(target.path().equals(BATCH) ? ONLY_POST : ONLY_GET);
        } else if (PROBES.contains(target.path())) {
            exchange.route(routes.probe());
            exchange.respond(parts.probes().response(target.path()));
        } else if (!parts.access().admits(exchange, AccessRole.ASK)) {
            exchange.respond(NEEDS_TOKEN);
        } else {
            page(exchange, target);
        }
    }

    private void page(Exchange exchange, Target target) {
        String format = target.parameter("format");
        Dialect dialect = format == null ? usual : Dialect.of(format);
        String path = target.path();
        if (dialect == null) {
            exchange.respond(WRONG_FORMAT);
        } else if (path.startsWith(V1_DOMAINS)) {
            question(exchange, target, V1_DOMAINS.length(), Dialect.V1);
        } else if (path.equals("v1") || path.startsWith(V1) || WITH_A_DOT.contains(path)) {
            exchange.respond(path.equals(OPENAPI) ? OpenApi.RESPONSE : NOTHING);
        } else if (path.equals(METRICS)) {
            exchange.route(routes.metrics());
            parts.pages().start(exchange, parts.metrics()::scrape);
        } else if (parts.pages().showsWhatWasAsked(path, dialect) && !mayRead(exchange)) {
            exchange.respond(MAY_NOT_READ);
        } else if (!parts.pages().handle(exchange, target, dialect)) {
            question(exchange, target, 0, dialect);
        }
    }

    /** What was asked is shown under a known name only, and to those who may read it. */
    private boolean mayRead(Exchange exchange) {
        return exchange.hasKnownHost() && parts.access().admits(exchange, AccessRole.READ);
    }

    private void question(Exchange exchange, Target target, int start, Dialect dialect) {
        exchange.route(routes.domain());
        Duration timeout = timeout(target);
        if (timeout == null) {
            exchange.respond(WRONG_WAIT);
            return;
        }
        boolean peek = isPeek(exchange, target);
        String hostname = Target.decode(target.path().substring(start));
        ServerResponse cached = peek ? null : parts.answers().cached(hostname, dialect);
        if (cached != null) {
            exchange.respond(cached);
        } else {
            Question question =
                    new Question(hostname, peek, timeout, parts.access().client(exchange));
            batching.add(new PendingQuery(exchange, question, dialect));
        }
    }

    /** How long the outside world may take, or null if what was sent is no such time. */
    private @Nullable Duration timeout(Target target) {
        String wait = target.parameter("wait");
        return wait == null ? parts.answers().timeout() : WaitParameter.parse(wait);
    }

    /**
     * Whether the request may only look. HEAD promises to change nothing, and a first contact is a
     * change; a browser may have been sent by a page that its user does not know of.
     */
    private boolean isPeek(Exchange exchange, Target target) {
        return exchange.isHead()
                || "true".equals(target.parameter("peek"))
                || exchange.isFromBrowser() && parts.access().isOpen();
    }
}
