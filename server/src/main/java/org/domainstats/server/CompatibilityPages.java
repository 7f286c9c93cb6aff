package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.answerformats.Json;
import org.domainstats.answerformats.JsonObject;
import org.domainstats.http.Exchange;
import org.domainstats.http.RequestTarget;
import org.domainstats.http.ServerResponse;
import org.domainstats.server.StatsText.Counts;
import org.jspecify.annotations.Nullable;

import java.net.IDN;
import java.util.function.Supplier;

/** The pages that the predecessors had beside their answers. */
final class CompatibilityPages {

    private static final String STATS = "stats";
    private static final String STATS_RESET = "stats-reset";
    private static final String DEPUNY = "depuny";

    private final AnswerHandler answers;
    private final QueryExecutor executor;
    private final PlainTextPages plainText;
    private final CachePages cachePages;
    private final CacheTable cacheTable;
    private volatile Counts since = Counts.NONE;

    CompatibilityPages(AnswerHandler answers, QueryExecutor executor) {
        this.answers = answers;
        this.executor = executor;
        this.plainText = new PlainTextPages(answers);
        this.cachePages = new CachePages(answers);
        this.cacheTable = new CacheTable(answers, executor);
    }

    /** Answers the request if it is for one of these pages; false if not. */
    boolean handle(Exchange exchange, RequestTarget target, Dialect dialect) {
        String path = target.path();
        if (path.startsWith(PlainTextPages.ALEXA)) {
            String name = RequestTarget.decode(path.substring(PlainTextPages.ALEXA.length()));
            return start(exchange, () -> ServerResponse.text(plainText.alexa(name)));
        }
        if (path.startsWith(PlainTextPages.DOMAIN)) {
            String rest = RequestTarget.decode(path.substring(PlainTextPages.DOMAIN.length()));
            return start(exchange, () -> ServerResponse.text(plainText.domain(rest)));
        }
        return switch (dialect) {
            case ORIGINAL, V1 -> path.equals(STATS) && start(exchange, this::originalStats);
            case DOMAIN_STATS -> domainStatsPage(exchange, target);
        };
    }

    /** Whether a page reveals names that were looked up. */
    boolean showsWhatWasAsked(String path, Dialect dialect) {
        return dialect == Dialect.DOMAIN_STATS
                && (path.equals(CachePages.GET)
                        || path.equals(CachePages.BROWSE)
                        || path.equals(CacheTable.PATH));
    }

    private boolean domainStatsPage(Exchange exchange, RequestTarget target) {
        return switch (target.path()) {
            case STATS -> start(exchange, this::domainStats);
            case STATS_RESET -> start(exchange, this::resetStats);
            case DEPUNY -> {
                String domain = target.parameter("domain");
                yield start(exchange, () -> json(unicode(domain)));
            }
            case CachePages.GET -> {
                String domain = target.parameter("domain");
                yield start(exchange, () -> json(cachePages.get(domain)));
            }
            case CachePages.BROWSE -> {
                String offset = target.parameter("offset");
                String limit = target.parameter("limit");
                yield start(exchange, () -> json(cachePages.browse(offset, limit)));
            }
            case CacheTable.PATH -> {
                cacheTable.start(exchange);
                yield true;
            }
            default -> false;
        };
    }

    boolean start(Exchange exchange, Supplier<ServerResponse> page) {
        executor.start(exchange, () -> RenderedResponse.of(page.get()));
        return true;
    }

    private ServerResponse originalStats() {
        long memory = PeakMemory.peakResidentKbytes();
        return ServerResponse.text(StatsText.original(answers.stats(), memory));
    }

    private ServerResponse domainStats() {
        return json(StatsText.domainStats(Counts.of(answers), since));
    }

    /** Begins to count anew, on the page of 1.x only. */
    private ServerResponse resetStats() {
        since = Counts.of(answers);
        return json(new JsonObject().text("text", "Success").end());
    }

    /** A name with its A-labels in Unicode, as a JSON string. */
    private static String unicode(@Nullable String domain) {
        if (domain == null || domain.isEmpty()) {
            return new JsonObject().text("text", "Try /depuny?domain=xn--yutube-wqf.com").end();
        }
        return Json.string(IDN.toUnicode(domain, IDN.ALLOW_UNASSIGNED));
    }

    /** With the line feed that Flask puts at the end. */
    private static ServerResponse json(String json) {
        return ServerResponse.json(json + '\n');
    }
}
