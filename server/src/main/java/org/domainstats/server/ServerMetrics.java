package org.domainstats.server;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.http.ServerResponse;

/**
 * The metrics of a server, in the text format of Prometheus. They count; no name that was looked up
 * is among them.
 */
final class ServerMetrics {

    private static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    ServerMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /** All that the registry holds. Blocks. */
    ServerResponse scrape() {
        return ServerResponse.text(registry.scrape()).withType(CONTENT_TYPE);
    }
}
