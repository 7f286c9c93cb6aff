package org.domainstats.benchmarks;

import org.domainstats.model.DomainName;
import org.domainstats.store.AgeBin;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Mark;
import org.domainstats.store.Store;
import org.domainstats.store.Triage;
import org.domainstats.store.TriageEntry;
import org.domainstats.store.TriageFacts;
import org.domainstats.store.TriageFilter;
import org.domainstats.store.TriageFilter.View;
import org.domainstats.store.TriageQuery;
import org.domainstats.store.TriageQuery.Order;
import org.domainstats.store.TriageQuery.Sort;
import org.domainstats.storesqlite.SqliteStore;
import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * What the dashboard asks of a store with many contacts. Fills the store of a folder up to a
 * number, in order of time over a year, and prints how long each question takes: the first time and
 * the median of nine.
 */
public final class DashboardRun {

    private static final int BATCH = 5_000;
    private static final Duration SPAN = Duration.ofDays(365);
    private static final int ROUNDS = 9;

    private final Store store;
    private final int contacts;
    private final Instant begin;
    private final Random random = new Random(1);

    private DashboardRun(Store store, int contacts) {
        this.store = store;
        this.contacts = contacts;
        this.begin = Instant.parse("2025-11-26T00:00:00Z");
    }

    /**
     * Measures.
     *
     * @param arguments the data folder and the number of contacts
     */
    public static void main(String[] arguments) {
        Path file = Path.of(arguments[0]).resolve("contacts.db");
        try (Store store = SqliteStore.open(file)) {
            DashboardRun run = new DashboardRun(store, Integer.parseInt(arguments[1]));
            run.fill();
            run.measure();
        }
    }

    private static DomainName site(long number) {
        // Names in no order, as real ones are.
        return new DomainName(
                Long.toString((number * 0x9E3779B97F4A7C15L) >>> 16, 36) + "-" + number + ".com");
    }

    private void fill() {
        Triage triage = store.triage();
        long from = triage.upTo();
        while (from < contacts) {
            List<DomainName> sites = new ArrayList<>(BATCH);
            for (long i = from + 1; i <= Math.min(contacts, from + BATCH); i++) {
                sites.add(site(i));
            }
            Instant at = begin.plus(SPAN.multipliedBy(from).dividedBy(contacts));
            var _ = store.contacts().recordAllIfAbsent(sites, at);
            List<LoggedContact> logged = store.contacts().after(from, BATCH);
            List<TriageEntry> entries =
                    logged.stream()
                            .map(
                                    contact ->
                                            new TriageEntry(
                                                    contact,
                                                    contact.site(),
                                                    facts(contact.firstAsked()),
                                                    Mark.OPEN))
                            .toList();
            triage.append(from, entries, logged.getLast().cursor());
            from = triage.upTo();
            if (from % (200 * BATCH) == 0) {
                System.err.println(from + " contacts");
            }
        }
    }

    /** One in twenty is young, three in ten are ranked, two in ten have no date. */
    private TriageFacts facts(Instant first) {
        int kind = random.nextInt(100);
        @Nullable Instant registered =
                kind < 20
                        ? null
                        : first.minus(
                                Duration.ofHours(
                                        kind < 25
                                                ? random.nextInt(24 * 30)
                                                : 24 * 31 + random.nextInt(24 * 4_000)));
        AgeBin age =
                registered == null
                        ? AgeBin.UNKNOWN
                        : AgeBin.of(Duration.between(registered, first));
        return new TriageFacts(
                age,
                kind >= 20 && kind < 25,
                registered,
                registered == null ? "undisclosed" : "rdap",
                kind >= 70 ? 1 + random.nextInt(1_000_000) : null,
                null,
                kind % 7 == 0,
                null,
                true);
    }

    private void measure() {
        Triage triage = store.triage();
        time("all, newest first", () -> list(TriageFilter.ALL, Order.NEWEST_FIRST, ""));
        for (View view : View.values()) {
            TriageFilter filter = TriageFilter.ALL.with(view);
            time("newest first, " + view.word(), () -> list(filter, Order.NEWEST_FIRST, ""));
        }
        for (Sort sort : Sort.values()) {
            Order order = new Order(sort, sort != Sort.SITE);
            time("all by " + sort.word(), () -> list(TriageFilter.ALL, order, ""));
            time(
                    "young by " + sort.word(),
                    () -> list(TriageFilter.ALL.with(View.YOUNG), order, ""));
        }
        time("all that contain a text", () -> list(TriageFilter.ALL, Order.NEWEST_FIRST, "zz9"));
        Instant middle = begin.plus(SPAN.dividedBy(2));
        TriageFilter day =
                TriageFilter.ALL
                        .between(middle, middle.plus(Duration.ofDays(1)))
                        .with(View.SLEEPER);
        time("sleepers of a day half a year ago", () -> list(day, Order.NEWEST_FIRST, ""));
        time("how many young", () -> triage.count(TriageFilter.ALL.with(View.YOUNG)));
        time(
                "counts of a year",
                () -> triage.counts(begin, begin.plus(SPAN), Duration.ofDays(7)).size());
        time("10,000 indicators hunted", () -> store.contacts().findAll(indicators()).size());
    }

    private List<DomainName> indicators() {
        List<DomainName> indicators = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            indicators.add(
                    i % 2 == 0
                            ? site(1 + random.nextInt(contacts))
                            : new DomainName("never-" + random.nextLong() + ".com"));
        }
        return indicators;
    }

    private long list(TriageFilter filter, Order order, String text) {
        return store.triage().list(new TriageQuery(filter, text, order, null, 50)).size();
    }

    private interface Asked {
        long result();
    }

    private static void time(String what, Asked asked) {
        double[] millis = new double[ROUNDS];
        long result = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long begun = System.nanoTime();
            result = asked.result();
            millis[i] = (System.nanoTime() - begun) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(
                "%-40s first %8.1f ms, median %8.1f ms (%d)%n",
                what, first, millis[ROUNDS / 2], result);
    }
}
