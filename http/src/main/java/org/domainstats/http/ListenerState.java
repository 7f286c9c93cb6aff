package org.domainstats.http;

import org.domainstats.base.LimitedLog;
import org.slf4j.LoggerFactory;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.InstantSource;

/** What the event loops of one listener share. Safe for use by several threads. */
final class ListenerState {

    private static final ServerResponse FAULT =
            ServerResponse.problem(500, "the server failed; its log says how");

    /** Two of the longest bodies, or the heads of 8,000 requests from behind a proxy. */
    private static final int RECEIVING = 16 * 1_024 * 1_024;

    private final LimitedLog log = new LimitedLog(LoggerFactory.getLogger(HttpListener.class));
    private final HttpLimits limits;
    private final HttpMetrics metrics;
    private final InstantSource clock;
    private final BrowserPolicy browsers;
    private final boolean ipv4Only;
    private final ConnectionCounts counts;
    private final ReceiveBudget receiving = new ReceiveBudget(RECEIVING);
    private volatile boolean stopping;

    ListenerState(ListenerSettings settings, HttpMetrics metrics) {
        this.limits = settings.limits();
        this.metrics = metrics;
        this.clock = settings.clock();
        this.browsers = settings.browsers();
        this.ipv4Only = settings.address().getAddress() instanceof Inet4Address;
        this.counts = new ConnectionCounts(limits);
        metrics.connections(counts);
    }

    HttpLimits limits() {
        return limits;
    }

    HttpMetrics metrics() {
        return metrics;
    }

    InstantSource clock() {
        return clock;
    }

    BrowserPolicy browsers() {
        return browsers;
    }

    boolean isIpv4Only() {
        return ipv4Only;
    }

    ConnectionCounts counts() {
        return counts;
    }

    ReceiveBudget receiving() {
        return receiving;
    }

    boolean isStopping() {
        return stopping;
    }

    void stop() {
        stopping = true;
    }

    void refused(String reason, InetAddress address) {
        metrics.refused(reason);
        log.warn(
                "refused " + reason,
                null,
                "closed a new connection of {} ({}): {} connections are open",
                address.getHostAddress(),
                reason,
                counts.total());
    }

    void failed(Throwable failure) {
        metrics.failed("fault");
        log.warn("connection", failure, "a connection ended by a failure");
    }

    /** The response to a request whose handler failed. */
    ServerResponse responseTo(Throwable failure) {
        log.error("handler", failure, "a request could not be answered");
        return FAULT;
    }
}
