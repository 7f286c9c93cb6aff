package org.domainstats.communityserver;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.communityserver.MemberHealth.Report;
import org.domainstats.communityserver.TrafficCounters.Snapshot;
import org.domainstats.model.FeedVersion;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Traffic and the members' health reports as one JSON object. */
final class StatsPage {

    private final TrafficCounters traffic;
    private final MemberHealth health;
    private final Supplier<FeedVersion> feed;

    StatsPage(TrafficCounters traffic, MemberHealth health, Supplier<FeedVersion> feed) {
        this.traffic = traffic;
        this.health = health;
        this.feed = feed;
    }

    String json() {
        JsonArray clients = new JsonArray();
        new TreeMap<>(health.members())
                .forEach((client, report) -> clients.add(client(client, report)));
        return new JsonObject()
                        .put("product", "domain-stats")
                        .put("feed", feed.get().toString())
                        .put("traffic", traffic(traffic.snapshot()))
                        .put("clients", clients)
                        .put("clients_without_token", health.withoutToken().size())
                        .encode()
                + "\n";
    }

    private static JsonObject traffic(Snapshot snapshot) {
        return new JsonObject()
                .put("requests", snapshot.requests())
                .put("queries", snapshot.queries())
                .put("cached", snapshot.cached())
                .put("repeated", snapshot.repeated())
                .put("first_contacts", snapshot.firstContacts())
                .put("refused", snapshot.refused())
                .put("malformed", snapshot.malformed())
                .put("forged", snapshot.forged())
                .put("limited", snapshot.limited())
                .put("busy", snapshot.busy());
    }

    private static JsonObject client(String client, Report report) {
        return new JsonObject()
                .put("client", client)
                .put("told", report.at().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("cache", object(MemberHealth.CACHE, report.cache()))
                .put("answers", object(MemberHealth.ANSWERS, report.answers()));
    }

    private static JsonObject object(List<String> names, List<Long> values) {
        JsonObject object = new JsonObject();
        for (int i = 0; i < Math.min(names.size(), values.size()); i++) {
            object.put(names.get(i), values.get(i));
        }
        return object;
    }
}
