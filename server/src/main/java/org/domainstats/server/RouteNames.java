package org.domainstats.server;

import org.domainstats.http.HttpMetrics;
import org.domainstats.http.RouteMetrics;

/** The resources that metrics tell apart. */
record RouteNames(
        RouteMetrics domain, RouteMetrics batch, RouteMetrics probe, RouteMetrics metrics) {

    static RouteNames of(HttpMetrics metrics) {
        return new RouteNames(
                metrics.route("domain"),
                metrics.route("batch"),
                metrics.route("probe"),
                metrics.route("metrics"));
    }
}
