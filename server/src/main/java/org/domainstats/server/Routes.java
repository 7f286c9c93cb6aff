package org.domainstats.server;

import io.netty.handler.codec.http.HttpResponseStatus;

import org.domainstats.answerformats.Dialect;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Which path leads where. Everything that is not ours is a hostname, so words of ours have no dot,
 * except for two endings that are no top-level domain.
 */
final class Routes {

    private static final String OPENAPI = "openapi.json";
    private static final Set<String> WITH_A_DOT = Set.of(OPENAPI, "favicon.ico", "robots.txt");
    private static final Set<String> PROBES = Set.of("livez", "healthz", "readyz");
    private static final Set<String> METHODS = Set.of("GET", "HEAD");
    private static final String STATS = "stats";
    private static final String V1 = "v1/";
    private static final String V1_DOMAINS = "v1/domains/";
    private static final String BATCH = "v1/domains";
    private static final Set<String> BATCH_METHODS = Set.of("POST");
    private static final String FORMATS = "format is one of original, domain_stats and v1";
    private static final String WAITS = "wait is a time such as 250ms or 2s, up to 30s";
    private static final String NO_HEADERS = "";

    private final AnswerHandler answers;
    private final PlainTextPages firstVersion;
    private final CachePages cachePages;
    private final Access access;
    private final BooleanSupplier ready;

    Routes(AnswerHandler answers, Access access, BooleanSupplier ready) {
        this.answers = answers;
        this.firstVersion = new PlainTextPages(answers);
        this.cachePages = new CachePages(answers);
        this.access = access;
        this.ready = ready;
    }

    /**
     * A path of letters, digits, hyphens, underscores and at least one dot, asked for with GET and
     * without a query: what nearly every request is.
     */
    Reply routePlain(String path, @Nullable String authorization, Dialect dialect) {
        if (!access.admits(authorization) || WITH_A_DOT.contains(path)) {
            return route(Request.get("/" + path, authorization), dialect);
        }
        Response ready = answers.ready(path, dialect);
        return ready != null ? ready : new Asking(path, dialect);
    }

    AnswerHandler answers() {
        return answers;
    }

    /**
     * @param dialect what the port speaks that the request came in by
     */
    Reply route(Request request, Dialect dialect) {
        Target target = Target.parse(request.target());
        if (target == null) {
            return problem(HttpResponseStatus.BAD_REQUEST, "the request target is not a path");
        }
        boolean batch = target.path().equals(BATCH);
        if (!(batch ? BATCH_METHODS : METHODS).contains(request.method())) {
            return batch
                    ? notAllowed("send the names in the body of a POST", "POST")
                    : notAllowed("only GET and HEAD are answered here", "GET, HEAD");
        }
        if (PROBES.contains(target.path())) {
            return probe(target.path());
        }
        if (!access.admits(request.authorization())) {
            return Response.problem(
                    HttpResponseStatus.UNAUTHORIZED,
                    "send one of the server's tokens as Authorization: Bearer TOKEN",
                    "WWW-Authenticate: Bearer\r\n");
        }
        return batch ? batch(target) : page(request, target, dialect);
    }

    private static Response notAllowed(String detail, String allowed) {
        return Response.problem(
                HttpResponseStatus.METHOD_NOT_ALLOWED, detail, "Allow: " + allowed + "\r\n");
    }

    private Reply batch(Target target) {
        String format = target.parameter("format");
        Dialect dialect = format == null ? Dialect.V1 : Dialect.of(format);
        String wait = target.parameter("wait");
        Duration patience = wait == null ? answers.patience() : WaitParameter.parse(wait);
        if (dialect == null || patience == null) {
            return problem(HttpResponseStatus.BAD_REQUEST, dialect == null ? FORMATS : WAITS);
        }
        return new BatchQuestion(isPeek(target), patience, dialect);
    }

    private static boolean isPeek(Target target) {
        return "true".equals(target.parameter("peek"));
    }

    private Response probe(String path) {
        if (path.equals("readyz") && !ready.getAsBoolean()) {
            return Response.json("{\"product\":\"domain-stats\",\"status\":\"not ready\"}")
                    .withStatus(HttpResponseStatus.SERVICE_UNAVAILABLE);
        }
        return Response.json("{\"product\":\"domain-stats\",\"status\":\"ok\"}");
    }

    private Reply page(Request request, Target target, Dialect usual) {
        String format = target.parameter("format");
        Dialect dialect = format == null ? usual : Dialect.of(format);
        if (dialect == null) {
            return problem(HttpResponseStatus.BAD_REQUEST, FORMATS);
        }
        String path = target.path();
        if (path.startsWith(V1_DOMAINS)) {
            return question(request, target, V1_DOMAINS.length(), Dialect.V1);
        }
        if (path.equals("v1") || path.startsWith(V1) || WITH_A_DOT.contains(path)) {
            return path.equals(OPENAPI)
                    ? OpenApi.RESPONSE
                    : problem(HttpResponseStatus.NOT_FOUND, "there is nothing at this path");
        }
        Reply page = oldPage(target, dialect);
        return page != null ? page : question(request, target, 0, dialect);
    }

    /** The pages that the old programs had beside their answers. */
    private @Nullable Reply oldPage(Target target, Dialect dialect) {
        String path = target.path();
        if (path.startsWith(PlainTextPages.ALEXA)) {
            String name = Target.decode(path.substring(PlainTextPages.ALEXA.length()));
            return new Work(() -> Response.text(firstVersion.alexa(name)));
        }
        if (path.startsWith(PlainTextPages.DOMAIN)) {
            String rest = Target.decode(path.substring(PlainTextPages.DOMAIN.length()));
            return new Work(() -> Response.text(firstVersion.domain(rest)));
        }
        return switch (dialect) {
            case ORIGINAL, V1 -> path.equals(STATS) ? new Work(this::originalStats) : null;
            case DOMAIN_STATS -> domainStatsPage(target);
        };
    }

    private Response originalStats() {
        long memory = ProcessMemory.peakResidentKbytes();
        return Response.text(StatsText.original(answers.stats(), memory));
    }

    private @Nullable Reply domainStatsPage(Target target) {
        return switch (target.path()) {
            case STATS -> Response.json(StatsText.domainStats(answers.stats(), answers));
            case CachePages.GET -> {
                String domain = target.parameter("domain");
                yield new Work(() -> Response.json(cachePages.get(domain)));
            }
            case CachePages.BROWSE -> {
                String offset = target.parameter("offset");
                String limit = target.parameter("limit");
                yield new Work(() -> Response.json(cachePages.browse(offset, limit)));
            }
            default -> null;
        };
    }

    private Reply question(Request request, Target target, int start, Dialect dialect) {
        String wait = target.parameter("wait");
        Duration patience = wait == null ? null : WaitParameter.parse(wait);
        if (wait != null && patience == null) {
            return problem(HttpResponseStatus.BAD_REQUEST, WAITS);
        }
        // HEAD promises to change nothing, and the first contact is something.
        boolean peek = request.isHead() || isPeek(target);
        String hostname = Target.decode(target.path().substring(start));
        Response ready = peek ? null : answers.ready(hostname, dialect);
        if (ready != null) {
            return ready;
        }
        return peek || patience != null
                ? new Work(() -> answers.answer(hostname, dialect, peek, patience))
                : new Asking(hostname, dialect);
    }

    private static Reply problem(HttpResponseStatus status, String detail) {
        return Response.problem(status, detail, NO_HEADERS);
    }
}
