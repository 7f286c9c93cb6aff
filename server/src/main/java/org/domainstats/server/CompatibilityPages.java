package org.domainstats.server;

import org.domainstats.answerformats.Dialect;
import org.domainstats.http.Exchange;
import org.domainstats.http.ServerResponse;

import java.util.function.Supplier;

/** The pages that the predecessors had beside their answers. */
final class CompatibilityPages {

    private static final String STATS = "stats";

    private final AnswerHandler answers;
    private final QueryExecutor executor;
    private final PlainTextPages plainText;
    private final CachePages cachePages;

    CompatibilityPages(AnswerHandler answers, QueryExecutor executor) {
        this.answers = answers;
        this.executor = executor;
        this.plainText = new PlainTextPages(answers);
        this.cachePages = new CachePages(answers);
    }

    /** Answers the request if it is for one of these pages; false if not. */
    boolean handle(Exchange exchange, Target target, Dialect dialect) {
        String path = target.path();
        if (path.startsWith(PlainTextPages.ALEXA)) {
            String name = Target.decode(path.substring(PlainTextPages.ALEXA.length()));
            return start(exchange, () -> ServerResponse.text(plainText.alexa(name)));
        }
        if (path.startsWith(PlainTextPages.DOMAIN)) {
            String rest = Target.decode(path.substring(PlainTextPages.DOMAIN.length()));
            return start(exchange, () -> ServerResponse.text(plainText.domain(rest)));
        }
        return switch (dialect) {
            case ORIGINAL, V1 -> path.equals(STATS) && start(exchange, this::originalStats);
            case DOMAIN_STATS -> domainStatsPage(exchange, target);
        };
    }

    private boolean domainStatsPage(Exchange exchange, Target target) {
        return switch (target.path()) {
            case STATS -> start(exchange, this::domainStats);
            case CachePages.GET -> {
                String domain = target.parameter("domain");
                yield start(exchange, () -> ServerResponse.json(cachePages.get(domain)));
            }
            case CachePages.BROWSE -> {
                String offset = target.parameter("offset");
                String limit = target.parameter("limit");
                yield start(exchange, () -> ServerResponse.json(cachePages.browse(offset, limit)));
            }
            default -> false;
        };
    }

    private boolean start(Exchange exchange, Supplier<ServerResponse> page) {
        executor.start(exchange, () -> RenderedResponse.of(page.get()));
        return true;
    }

    private ServerResponse originalStats() {
        long memory = ProcessMemory.peakResidentKbytes();
        return ServerResponse.text(StatsText.original(answers.stats(), memory));
    }

    private ServerResponse domainStats() {
        return ServerResponse.json(StatsText.domainStats(answers.stats(), answers));
    }
}
