package org.domainstats.dashboard;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

import org.domainstats.access.ResourceRequest;
import org.domainstats.http.ServerResponse;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Triage.Count;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/triage} and {@code /v1/triage/summary}: contacts as a list, and counted. */
final class TriageResources {

    private static final Duration USUAL_PERIOD = Duration.ofDays(1);

    /** Bars of the chart: as many as can be told apart. */
    private static final int MOST_STEPS = 120;

    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofHours(1),
                    Duration.ofHours(6),
                    Duration.ofDays(1),
                    Duration.ofDays(7),
                    Duration.ofDays(28),
                    Duration.ofDays(364));

    private static final Map<View, String> TILES =
            new EnumMap<>(
                    Map.of(
                            View.ALL, "contacts",
                            View.YOUNG, "young",
                            View.SLEEPER, "sleepers",
                            View.FOR_US, "for_us",
                            View.AGE_UNKNOWN, "age_unknown",
                            View.RANKED, "ranked",
                            View.UNRANKED, "unranked"));

    private final Store store;
    private final InstantSource clock;
    private final Duration young;
    private final EntryJson json;

    TriageResources(DashboardParts parts) {
        this.store = parts.store();
        this.clock = parts.clock();
        this.young = parts.facts().youngWithin();
        this.json = new EntryJson(parts);
    }

    /** A page of contacts, and how many there are in all. */
    ServerResponse list(ResourceRequest request) {
        TriageQuery query = TriageParameters.query(request);
        long total = store.triage().count(query.filter());
        // Counting is quick; to find out by the list that there is none takes reading millions.
        List<TriageEntry> entries = total == 0 ? List.of() : store.triage().list(query);
        JsonObject page = new JsonObject().put("entries", new JsonArray(json.of(entries)));
        if (query.text().isEmpty()) {
            page.put("total", total);
        }
        if (query.hasWindow()) {
            page.put("window", TriageQuery.WINDOW);
        }
        if (entries.size() == query.limit()) {
            page.put("next", TriageParameters.text(query.placeAfter(entries.getLast())));
        }
        return JsonBodies.json(page);
    }

    /** Counts of a period: tiles, ages, and first contacts over time. */
    ServerResponse summary(ResourceRequest request) {
        Instant now = clock.instant();
        TriageFilter given = TriageParameters.filter(request);
        Instant end = nextHour(now);
        Instant to = given.to().isAfter(end) ? end : given.to();
        Instant from = request.parameter("from") == null ? to.minus(USUAL_PERIOD) : given.from();
        if (!from.isBefore(to)) {
            throw new WrongParameter("from is before to");
        }
        return JsonBodies.json(summary(from, to));
    }

    private static Instant nextHour(Instant at) {
        return at.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
    }

    private JsonObject summary(Instant from, Instant to) {
        Instant begin = from.equals(TriageFilter.ALL.from()) ? oldest(to) : from;
        Duration step = step(begin, to);
        List<Count> counts = store.triage().counts(begin, to, step);
        JsonObject summary =
                new JsonObject()
                        .put("from", begin.toString())
                        .put("to", to.toString())
                        .put("step_seconds", step.toSeconds())
                        .put("young_within_days", young.toDays())
                        .put("all", store.contacts().count())
                        .put(
                                "up_to_date",
                                store.contacts().after(store.triage().upTo(), 1).isEmpty());
        TILES.forEach((view, name) -> summary.put(name, sum(counts, view)));
        return summary.put("ages", ages(counts)).put("series", series(counts));
    }

    private Instant oldest(Instant otherwise) {
        return store.contacts().after(0, 1).stream()
                .map(each -> each.firstAsked().truncatedTo(ChronoUnit.HOURS))
                .findFirst()
                .filter(each -> each.isBefore(otherwise))
                .orElse(otherwise.minus(USUAL_PERIOD));
    }

    private static Duration step(Instant from, Instant to) {
        Duration period = Duration.between(from, to);
        return STEPS.stream()
                .filter(each -> period.dividedBy(each) <= MOST_STEPS)
                .findFirst()
                .orElse(STEPS.getLast());
    }

    private static long sum(List<Count> counts, View view) {
        TriageFilter filter = TriageFilter.ALL.with(view);
        return counts.stream()
                .filter(each -> filter.contains(each.kind()))
                .mapToLong(Count::contacts)
                .sum();
    }

    private static JsonArray ages(List<Count> counts) {
        Map<AgeBin, Long> contacts = new EnumMap<>(AgeBin.class);
        counts.forEach(each -> contacts.merge(each.kind().age(), each.contacts(), Long::sum));
        JsonArray ages = new JsonArray();
        for (AgeBin age : AgeBin.values()) {
            ages.add(
                    new JsonObject()
                            .put("age", age.word())
                            .put("contacts", contacts.getOrDefault(age, 0L)));
        }
        return ages;
    }

    private static JsonArray series(List<Count> counts) {
        Map<Instant, List<Count>> steps = new TreeMap<>();
        counts.forEach(each -> steps.computeIfAbsent(each.at(), _ -> new ArrayList<>()).add(each));
        JsonArray series = new JsonArray();
        steps.forEach(
                (at, each) ->
                        series.add(
                                new JsonObject()
                                        .put("at", at.toString())
                                        .put("young", sum(each, View.YOUNG))
                                        .put("unranked", sum(each, View.UNRANKED))
                                        .put("ranked", sum(each, View.RANKED))));
        return series;
    }
}
