package org.domainstats.communityserver;

import org.domainstats.communityserver.MemberHealth.Report;
import org.domainstats.communityserver.TrafficCounters.Snapshot;
import org.domainstats.model.FeedVersion;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * The metrics of a community server and its clients' health reports, in the text format of
 * Prometheus and as JSON. Nothing in it reveals who asked what. It only writes numbers, instants
 * and client ids, which need no escapes in either format.
 */
final class MetricsPage {

    private static final String PREFIX = "domain_stats_community_";

    private static final List<Counter> COUNTERS =
            List.of(
                    new Counter("requests", "Messages received.", Snapshot::requests),
                    new Counter("queries", "Queries among them.", Snapshot::queries),
                    new Counter("cached", "Queries answered from memory.", Snapshot::cached),
                    new Counter(
                            "repeated",
                            "Queries that came again while their answer was under way.",
                            Snapshot::repeated),
                    new Counter(
                            "first_contacts",
                            "Queries answered with FIRST-CONTACT.",
                            Snapshot::firstContacts),
                    new Counter(
                            "refused",
                            "Messages of clients that are not served.",
                            Snapshot::refused),
                    new Counter("malformed", "Messages that are none.", Snapshot::malformed),
                    new Counter("forged", "Messages signed with a wrong key.", Snapshot::forged),
                    new Counter("limited", "Messages above a limit.", Snapshot::limited),
                    new Counter("busy", "Queries that found every seat taken.", Snapshot::busy));

    /** In the order of the message. */
    private static final List<String> CACHE =
            List.of(
                    "hits",
                    "misses",
                    "expired",
                    "capacity",
                    "size",
                    "cache_bytes",
                    "program_kilobytes");

    private static final List<String> ANSWERS =
            List.of("from_database", "from_own_lookups", "from_community", "errors");

    private final TrafficCounters traffic;
    private final MemberHealth health;
    private final Supplier<FeedVersion> feed;

    MetricsPage(TrafficCounters traffic, MemberHealth health, Supplier<FeedVersion> feed) {
        this.traffic = traffic;
        this.health = health;
        this.feed = feed;
    }

    private record Counter(String name, String help, ToLongFunction<Snapshot> value) {}

    /** For Prometheus, text format 0.0.4. */
    String metrics() {
        StringBuilder text = new StringBuilder(4_096);
        Snapshot snapshot = traffic.snapshot();
        for (Counter counter : COUNTERS) {
            String name = PREFIX + counter.name + "_total";
            head(text, name, counter.help, "counter")
                    .append(name)
                    .append(' ')
                    .append(counter.value.applyAsLong(snapshot))
                    .append('\n');
        }
        Map<String, Report> members = new TreeMap<>(health.members());
        family(
                text,
                "client_told_timestamp_seconds",
                "When a client last told its health.",
                members,
                report -> report.at().getEpochSecond());
        families(text, "client_cache_", CACHE, members, Report::cache);
        families(text, "client_answers_", ANSWERS, members, Report::answers);
        String withoutToken = PREFIX + "clients_without_token";
        head(text, withoutToken, "Addresses that told their health lately.", "gauge")
                .append(withoutToken)
                .append(' ')
                .append(health.withoutToken().size())
                .append('\n');
        return text.toString();
    }

    private static StringBuilder head(StringBuilder text, String name, String help, String type) {
        return text.append("# HELP ")
                .append(name)
                .append(' ')
                .append(help)
                .append("\n# TYPE ")
                .append(name)
                .append(' ')
                .append(type)
                .append('\n');
    }

    private static void families(
            StringBuilder text,
            String prefix,
            List<String> names,
            Map<String, Report> members,
            Function<Report, List<Long>> snapshot) {
        for (int i = 0; i < names.size(); i++) {
            int index = i;
            family(
                    text,
                    prefix + names.get(i),
                    "As the client said.",
                    members,
                    report -> at(snapshot.apply(report), index));
        }
    }

    private static void family(
            StringBuilder text,
            String name,
            String help,
            Map<String, Report> members,
            ToLongFunction<Report> value) {
        if (members.isEmpty()) {
            return;
        }
        head(text, PREFIX + name, help, "gauge");
        members.forEach(
                (client, report) ->
                        text.append(PREFIX)
                                .append(name)
                                .append("{client=\"")
                                .append(client)
                                .append("\"} ")
                                .append(value.applyAsLong(report))
                                .append('\n'));
    }

    /** Clients may send fewer numbers than there are names for. */
    private static long at(List<Long> snapshot, int index) {
        return index < snapshot.size() ? snapshot.get(index) : 0;
    }

    /** The same as one JSON object. */
    String stats() {
        Snapshot snapshot = traffic.snapshot();
        StringJoiner counters = new StringJoiner(",", "{", "}");
        COUNTERS.forEach(
                counter -> counters.add(number(counter.name, counter.value.applyAsLong(snapshot))));
        StringJoiner clients = new StringJoiner(",", "[", "]");
        new TreeMap<>(health.members())
                .forEach((client, report) -> clients.add(client(client, report)));
        return "{\"product\":\"domain-stats\",\"feed\":\"%s\",\"traffic\":%s,\"clients\":%s,%s}\n"
                .formatted(
                        feed.get(),
                        counters,
                        clients,
                        number("clients_without_token", health.withoutToken().size()));
    }

    private static String client(String client, Report report) {
        return "{\"client\":\"%s\",\"told\":\"%s\",\"cache\":%s,\"answers\":%s}"
                .formatted(
                        client,
                        Instant.ofEpochSecond(report.at().getEpochSecond()),
                        object(CACHE, report.cache()),
                        object(ANSWERS, report.answers()));
    }

    private static String object(List<String> names, List<Long> snapshot) {
        StringJoiner object = new StringJoiner(",", "{", "}");
        for (int i = 0; i < Math.min(names.size(), snapshot.size()); i++) {
            object.add(number(names.get(i), snapshot.get(i)));
        }
        return object.toString();
    }

    private static String number(String name, long value) {
        return String.format(Locale.ROOT, "\"%s\":%d", name, value);
    }
}
