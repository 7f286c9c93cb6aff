package org.domainstats.app.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.domainstats.lookup.Question;
import org.domainstats.model.DomainName;
import org.domainstats.model.FeedVersion;
import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.Source;
import org.domainstats.processkit.Await;
import org.domainstats.processkit.SampleFolder;
import org.domainstats.registrations.RegistrationSource;
import org.domainstats.store.KnownDomains.Change;
import org.domainstats.store.KnownDomains.Scope;
import org.domainstats.store.events.EventLog.NewEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A real log stretched over thirty days, with three aged domains that are first asked about on the
 * last one: these are sleepers. Every domain is old here, so that a sleeper is whatever nobody
 * asked about before and has no rank: the hardest case.
 */
class PlantedMonthTest {

    private static final Instant START = Instant.parse("2026-10-01T00:00:00Z");
    private static final Duration MONTH = Duration.ofDays(30);
    private static final List<String> PLANTED =
            List.of("aged-one.com", "long-forgotten.net", "bought-at-auction.org");

    @TempDir private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    /** A row of the log. */
    private record Row(Instant at, String name) {}

    private static List<Row> log() throws IOException {
        ObjectMapper json = new ObjectMapper();
        List<Row> rows = new ArrayList<>();
        Path file = SampleFolder.path().resolve("logs/zeek/wrccdc2018_dns.json.gz");
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file)),
                                StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode row = json.readTree(line);
                if (row.has("query")) {
                    rows.add(
                            new Row(
                                    Instant.parse(row.get("ts").asText()),
                                    row.get("query").asText()));
                }
            }
        }
        return rows;
    }

    private static Stream<Change> ranks() throws IOException {
        return Files.readAllLines(SampleFolder.path().resolve("ranks/tranco_top100k_2026-08.csv"))
                .stream()
                .map(line -> line.split(",", -1))
                .flatMap(
                        row ->
                                DomainName.of(row[1])
                                        .<Change>map(
                                                domain ->
                                                        new Change.Rank(
                                                                domain, Integer.parseInt(row[0])))
                                        .stream());
    }

    @Test
    void theThreeThatWerePlantedAreSleepersOfTheLastDay() throws Exception {
        assumeTrue(Files.isDirectory(SampleFolder.path()), "no samples beside the checkout");
        Registered old =
                new Registered(
                        Instant.parse("2009-03-04T05:06:07Z"),
                        null,
                        Precision.SECOND,
                        null,
                        Source.RDAP);
        RegistrationSource registry = (_, _) -> old;
        try (EventLab lab = new EventLab(folder, now::get, registry)) {
            try (Stream<Change> ranks = ranks()) {
                lab.known.apply(Scope.RANKS, FeedVersion.NONE, ranks.iterator());
            }
            lab.engine.noticeChanges();
            replay(lab, log());
            Instant lastDay = START.plus(MONTH).minus(Duration.ofDays(1));
            long contacts = lab.store.contacts().count();
            Await.until(
                    "all are reported",
                    () -> {
                        now.set(now.get().plusSeconds(1));
                        return lab.events("first-contact").size() == contacts;
                    });
            List<String> ofTheDay = sites(lab.events("first-contact"), lastDay);
            List<String> sleepers = sites(lab.events("sleeper"), lastDay);
            assertThat(ofTheDay).containsAll(PLANTED);
            assertThat(sleepers).containsAll(PLANTED);
            System.out.printf(
                    "planted month: %d contacts, %d of the last day, sleepers of it %d: %s%n",
                    contacts, ofTheDay.size(), sleepers.size(), sleepers);
        }
    }

    private void replay(EventLab lab, List<Row> rows) {
        Instant begin = rows.getFirst().at;
        Duration span = Duration.between(begin, rows.getLast().at);
        for (int i = 0; i < rows.size(); i++) {
            double part =
                    (double) Duration.between(begin, rows.get(i).at).toMillis() / span.toMillis();
            now.set(START.plusMillis((long) (MONTH.toMillis() * Math.max(0, part))));
            ask(lab, rows.get(i).name);
            if (i >= rows.size() - PLANTED.size()) {
                ask(lab, "www." + PLANTED.get(rows.size() - 1 - i));
            }
        }
    }

    private static void ask(EventLab lab, String name) {
        if (lab.engine.cached(name) == null) {
            var _ = lab.engine.answer(new Question(name, false, Duration.ofSeconds(30)));
        }
    }

    /** Those that were first asked about from an instant on. */
    private static List<String> sites(List<NewEvent> events, Instant from) {
        List<String> sites = new ArrayList<>();
        for (NewEvent event : events) {
            String asked = event.body().replaceFirst(".*\"seen_by_you\":\"([^\"]*)\".*", "$1");
            if (!Instant.parse(asked).isBefore(from)) {
                sites.add(event.site().ascii());
            }
        }
        return sites;
    }
}
