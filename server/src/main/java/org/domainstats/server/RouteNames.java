package org.domainstats.server;

import org.domainstats.http.HttpMetrics;
import org.domainstats.http.RouteMetrics;

/** The resources that metrics tell apart. */
record RouteNames(
        RouteMetrics domain,
        RouteMetrics batch,
        RouteMetrics probe,
        RouteMetrics metrics,
        RouteMetrics pages,
        RouteMetrics api) {

    static RouteNames of(HttpMetrics metrics) {
        return new RouteNames(
                metrics.route("domain"),
                metrics.route("batch"),
                metrics.route("probe"),
                metrics.route("metrics"),
                metrics.route("ui"),
                metrics.route("api"));
    }

    /** That of a resource beside the questions. */
    RouteMetrics of(String path) {
        if (path.startsWith("v1/") || path.startsWith("openapi")) {
            return api;
        }
        return path.startsWith("ui/") ? pages : path.equals("metrics") ? metrics : probe;
    }
}
