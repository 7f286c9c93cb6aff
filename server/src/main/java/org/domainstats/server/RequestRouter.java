package org.domainstats.server;

import org.domainstats.access.AccessControl;
import org.domainstats.access.AccessRule;
import org.domainstats.access.AccessTable;
import org.domainstats.access.Identity;
import org.domainstats.answerformats.Dialect;
import org.domainstats.http.Exchange;
import org.domainstats.http.ExchangeHandler;
import org.domainstats.http.RequestTarget;
import org.domainstats.http.ServerResponse;
import org.domainstats.lookup.Question;
import org.domainstats.registrations.QueryClient;
import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * From a request to what answers it, on one event loop. Every path that is not ours is a hostname,
 * so it is read from the raw target: no normalization of paths may touch it. Words of ours have no
 * dot, except for endings that are no top-level domain.
 */
final class RequestRouter implements ExchangeHandler {

    private static final Set<String> NEVER_HERE = Set.of("favicon.ico", "robots.txt");
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
    private static final ServerResponse WRONG_PEEK =
            ServerResponse.problem(400, "peek is true or false");
    private static final ServerResponse UNKNOWN_ENCODING =
            ServerResponse.problem(415, "a body may be plain or gzip");
    private static final ServerResponse MAY_NOT_READ =
            ServerResponse.problem(
                    403,
                    "this shows what was asked: it needs a token with the role read, and a name of"
                            + " the server that is in allowed-hosts");
    private static final AccessRule BATCHES = AccessTable.rule("POST", "/v1/domains");
    private static final ServerResponse ONLY_GET =
            ServerResponse.methodNotAllowed("only GET and HEAD are answered here", "GET, HEAD");
    private static final ServerResponse ONLY_POST =
            ServerResponse.methodNotAllowed("send the names in the body of a POST", "POST");
    private static final ServerResponse TO_THE_PAGES =
            ServerResponse.text("").withStatus(302).with("Location", "ui/").notStored();

    private final ServerParts parts;
    private final RequestBatching<PendingQuery> batching;
    private final Dialect usual;
    private final RouteNames routes;

    /** Of the last request without a token: often the next one comes from there as well. */
    private @Nullable InetAddress lastAddress;

    private QueryClient lastClient = QueryClient.LOCAL;

    /**
     * @param usual the dialect of the port
     */
    RequestRouter(
            ServerParts parts,
            RequestBatching<PendingQuery> batching,
            Dialect usual,
            RouteNames routes) {
        this.parts = parts;
        this.batching = batching;
        this.usual = usual;
        this.routes = routes;
    }

    @Override
    public void handle(Exchange exchange) {
        RequestTarget target = RequestTarget.parse(exchange.target());
        ResourceRouter.Match match = target == null ? null : parts.resources().find(target.path());
        if (target != null && match != null) {
            exchange.route(routes.of(target.path()));
            parts.resources().handle(exchange, target, match);
        } else if (target != null
                && target.path().equals(BATCH)
                && exchange.method().equals("POST")) {
            batch(exchange, target);
        } else if (exchange.hasBody()) {
            // It is read past, so that the next request can be found.
            exchange.readBody(_ -> question(exchange, target));
        } else {
            question(exchange, target);
        }
    }

    private void batch(Exchange exchange, RequestTarget target) {
        exchange.route(routes.batch());
        Encodings encodings = Encodings.of(exchange.request().headers());
        String format = target.parameter("format");
        Dialect dialect = format == null ? Dialect.V1 : Dialect.of(format);
        Duration timeout = timeout(target);
        Boolean peek = peek(target);
        Identity asker = parts.authenticator().asker(exchange);
        ServerResponse refusal =
                asker == null
                        ? AccessControl.NEEDS_TOKEN
                        : parts.resources().control().refusal(exchange, asker, BATCHES);
        if (asker == null || refusal != null) {
            exchange.refuse(refusal == null ? AccessControl.NEEDS_TOKEN : refusal);
        } else if (!encodings.understood()) {
            exchange.refuse(UNKNOWN_ENCODING);
        } else if (dialect == null || timeout == null) {
            exchange.refuse(dialect == null ? WRONG_FORMAT : WRONG_WAIT);
        } else if (peek == null) {
            exchange.refuse(WRONG_PEEK);
        } else {
            parts.batches()
                    .start(
                            exchange,
                            new BatchQuestion(
                                    peek || onlyLooks(exchange, asker),
                                    timeout,
                                    dialect,
                                    client(exchange, asker)),
                            encodings);
        }
    }

    private void question(Exchange exchange, @Nullable RequestTarget target) {
        if (target == null) {
            exchange.respond(NO_PATH);
        } else if (!METHODS.contains(exchange.method()) || target.path().equals(BATCH)) {
            exchange.respond(target.path().equals(BATCH) ? ONLY_POST : ONLY_GET);
        } else if (leadsToThePages(exchange, target.path())) {
            exchange.respond(TO_THE_PAGES);
        } else {
            Identity asker = parts.authenticator().asker(exchange);
            if (asker == null) {
                exchange.respond(AccessControl.NEEDS_TOKEN);
            } else {
                page(exchange, target, asker);
            }
        }
    }

    /** Programs that ask about nothing get the answer to that, as they always did. */
    private static boolean leadsToThePages(Exchange exchange, String path) {
        return (path.isEmpty() || path.equals("ui"))
                && exchange.isFromBrowser()
                && String.valueOf(exchange.header("accept")).contains("text/html");
    }

    private void page(Exchange exchange, RequestTarget target, Identity asker) {
        String format = target.parameter("format");
        Dialect dialect = format == null ? usual : Dialect.of(format);
        String path = target.path();
        if (dialect == null) {
            exchange.respond(WRONG_FORMAT);
        } else if (path.startsWith(V1_DOMAINS)) {
            question(exchange, target, new Asked(V1_DOMAINS.length(), Dialect.V1, asker));
        } else if (path.equals("v1") || path.startsWith(V1) || NEVER_HERE.contains(path)) {
            exchange.respond(NOTHING);
        } else if (parts.pages().showsWhatWasAsked(path, dialect)
                && !mayRead(exchange, path, asker)) {
            exchange.respond(MAY_NOT_READ);
        } else if (!parts.pages().handle(exchange, target, dialect)) {
            question(exchange, target, new Asked(0, dialect, asker));
        }
    }

    /** What was asked is shown under a known name only, and to those who may read it. */
    private boolean mayRead(Exchange exchange, String path, Identity asker) {
        AccessRule rule = AccessTable.rule("GET", "/" + path);
        return parts.resources().control().refusal(exchange, asker, rule) == null;
    }

    /**
     * A question in a path.
     *
     * @param start where the hostname begins
     */
    private record Asked(int start, Dialect dialect, Identity asker) {}

    private void question(Exchange exchange, RequestTarget target, Asked asked) {
        exchange.route(routes.domain());
        Duration timeout = timeout(target);
        Boolean wanted = peek(target);
        if (timeout == null || wanted == null) {
            exchange.respond(timeout == null ? WRONG_WAIT : WRONG_PEEK);
            return;
        }
        boolean peek = wanted || onlyLooks(exchange, asked.asker);
        String hostname = RequestTarget.decode(target.path().substring(asked.start));
        QueryClient client = client(exchange, asked.asker);
        ServerResponse cached =
                peek ? null : parts.answers().cached(hostname, client, asked.dialect);
        if (cached != null) {
            exchange.respond(cached);
        } else {
            Question question = new Question(hostname, peek, timeout, client);
            batching.add(new PendingQuery(exchange, question, asked.dialect));
        }
    }

    /** How long the outside world may take, or null if what was sent is no such time. */
    private @Nullable Duration timeout(RequestTarget target) {
        String wait = target.parameter("wait");
        return wait == null ? parts.answers().timeout() : WaitParameter.parse(wait);
    }

    /** What {@code ?peek=} says, in any case, as Python writes True; null if it is neither. */
    private static @Nullable Boolean peek(RequestTarget target) {
        String peek = target.parameter("peek");
        return peek == null || peek.equalsIgnoreCase("false")
                ? Boolean.FALSE
                : peek.equalsIgnoreCase("true") ? Boolean.TRUE : null;
    }

    /**
     * Whether the request may only look. HEAD promises to change nothing, and a first contact is a
     * change; a browser may have been sent by a page that its user does not know of, and adds the
     * proof of who it is by itself.
     */
    private boolean onlyLooks(Exchange exchange, Identity asker) {
        return exchange.isHead()
                || asker.proof().isAmbient()
                || exchange.isFromBrowser() && parts.authenticator().isOpen();
    }

    /** Who asks, as far as sharing between clients goes. */
    private QueryClient client(Exchange exchange, Identity asker) {
        if (asker.isKnown()) {
            return new QueryClient(asker.name());
        }
        InetAddress address = parts.authenticator().clientOf(exchange);
        // Link-local addresses are equal on several links, where they are those of others.
        if (!address.equals(lastAddress) || address.isLinkLocalAddress()) {
            lastAddress = address;
            lastClient = QueryClient.at(address);
        }
        return lastClient;
    }
}
