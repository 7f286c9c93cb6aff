package org.domainstats.communityserver;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.domainstats.base.KernelDrops;
import org.domainstats.communityserver.MemberHealth.Report;
import org.domainstats.http.HttpMetrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToDoubleFunction;

/**
 * The metrics of a community server and the health reports of its members, for Prometheus. Nothing
 * in them reveals who asked what.
 */
final class CommunityMetrics {

    static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private static final String PREFIX = "domain_stats_community_";

    private final PrometheusMeterRegistry registry;
    private final MemberHealth health;
    private final List<MemberGauge> memberGauges = new ArrayList<>();

    /**
     * @param registry what is measured of the process otherwise is in there too
     */
    CommunityMetrics(
            PrometheusMeterRegistry registry, TrafficCounters traffic, MemberHealth health) {
        this.registry = registry;
        this.health = health;
        count("requests", "Messages received.", traffic.requests);
        count("queries", "Queries among them.", traffic.queries);
        count("cached", "Queries answered from memory.", traffic.cached);
        count("repeated", "Queries that came again while in progress.", traffic.repeated);
        count("first_contacts", "Queries answered with FIRST-CONTACT.", traffic.firstContacts);
        count("refused", "Messages of clients that are not served.", traffic.refused);
        count("malformed", "Messages that are malformed.", traffic.malformed);
        count("forged", "Messages signed with a wrong key.", traffic.forged);
        count("limited", "Messages above a rate limit.", traffic.limited);
        count("busy", "Queries rejected because too many were in progress.", traffic.busy);
        memberGauge(
                "client_told_timestamp_seconds",
                "When a client last reported its health.",
                report -> report.at().getEpochSecond());
        for (int i = 0; i < MemberHealth.CACHE.size(); i++) {
            int index = i;
            memberGauge(
                    "client_cache_" + MemberHealth.CACHE.get(i),
                    "As the client reported.",
                    report -> at(report.cache(), index));
        }
        for (int i = 0; i < MemberHealth.ANSWERS.size(); i++) {
            int index = i;
            memberGauge(
                    "client_answers_" + MemberHealth.ANSWERS.get(i),
                    "As the client reported.",
                    report -> at(report.answers(), index));
        }
        Gauge.builder(PREFIX + "clients_without_token", () -> health.withoutToken().size())
                .description("Addresses that reported their health lately.")
                .register(registry);
    }

    /** Counts what comes faster to a port than it is taken. */
    void udpPort(int port) {
        FunctionCounter.builder(PREFIX + "kernel_dropped", this, _ -> KernelDrops.ofPort(port))
                .description("Datagrams that the kernel dropped before they were taken.")
                .tag("port", String.valueOf(port))
                .register(registry);
    }

    private void count(String name, String description, LongAdder counter) {
        FunctionCounter.builder(PREFIX + name, counter, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    private void memberGauge(String name, String description, ToDoubleFunction<Report> value) {
        MultiGauge gauge =
                MultiGauge.builder(PREFIX + name).description(description).register(registry);
        memberGauges.add(new MemberGauge(gauge, value));
    }

    /** Clients may send fewer numbers than there are names for. */
    private static long at(List<Long> values, int index) {
        return index < values.size() ? values.get(index) : 0;
    }

    /** The metrics of one of the server's listeners. */
    HttpMetrics listener(String name) {
        return new HttpMetrics(registry, name);
    }

    /** All that the registry holds, in the text format of Prometheus. Blocks. */
    String scrape() {
        Map<String, Report> members = health.members();
        memberGauges.forEach(gauge -> gauge.set(members));
        return registry.scrape();
    }

    private record MemberGauge(MultiGauge gauge, ToDoubleFunction<Report> value) {

        void set(Map<String, Report> members) {
            List<Row<?>> rows = new ArrayList<>();
            members.forEach(
                    (client, report) -> rows.add(Row.of(Tags.of("client", client), report, value)));
            gauge.register(rows, true);
        }
    }
}
