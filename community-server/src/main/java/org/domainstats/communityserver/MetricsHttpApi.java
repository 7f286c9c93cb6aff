package org.domainstats.communityserver;

import org.domainstats.http.Exchange;
import org.domainstats.http.ExchangeHandler;
import org.domainstats.http.ServerResponse;

import java.nio.charset.StandardCharsets;

/** The operator's pages: {@code /metrics} for Prometheus, and {@code /stats} as JSON. */
final class MetricsHttpApi implements ExchangeHandler {

    private static final ServerResponse NOT_FOUND =
            ServerResponse.problem(404, "there is /metrics, for Prometheus, and /stats, as JSON");
    private static final ServerResponse FOREIGN =
            ServerResponse.problem(403, "ask by address, and not from a page elsewhere");
    private static final ServerResponse ONLY_GET =
            ServerResponse.methodNotAllowed("metrics are read with GET", "GET");

    private final CommunityMetrics metrics;
    private final StatsPage stats;

    MetricsHttpApi(CommunityMetrics metrics, StatsPage stats) {
        this.metrics = metrics;
        this.stats = stats;
    }

    @Override
    public void handle(Exchange exchange) {
        if (!exchange.hasKnownHost()) {
            exchange.refuse(FOREIGN);
            return;
        }
        if (!exchange.method().equals("GET")) {
            exchange.refuse(ONLY_GET);
            return;
        }
        switch (exchange.target()) {
            case "/metrics" -> Thread.ofVirtual().start(() -> scrape(exchange));
            case "/stats" -> respond(exchange, ServerResponse.JSON, stats.json());
            default -> exchange.refuse(NOT_FOUND);
        }
    }

    /** Some of the figures are read from the store. */
    private void scrape(Exchange exchange) {
        String text = metrics.scrape();
        exchange.execute(() -> respond(exchange, CommunityMetrics.CONTENT_TYPE, text));
    }

    private static void respond(Exchange exchange, CharSequence type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.respond(ServerResponse.of(type, body).notStored());
    }
}
