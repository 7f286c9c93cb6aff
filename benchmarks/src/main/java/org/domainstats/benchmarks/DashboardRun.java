package org.domainstats.benchmarks;

import org.domainstats.model.DomainName;
import org.domainstats.store.Store;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Triage;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.Marks;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.domainstats.storekit.ManyContacts;
import org.domainstats.storesqlite.SqliteStore;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * What the dashboard asks of a store with many contacts. Fills the store of an empty folder, in
 * order of time over a year, and prints how long each question takes: the first time and the median
 * of nine, and the processor time of the median.
 */
public final class DashboardRun {

    private static final Duration SPAN = Duration.ofDays(365);
    private static final int ROUNDS = 9;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final Instant BEGIN = Instant.parse("2025-11-26T00:00:00Z");
    private static final int INDICATORS = 10_000;

    private final Store store;
    private final Random random = new Random(1);

    private DashboardRun(Store store) {
        this.store = store;
    }

    /**
     * Measures.
     *
     * @param arguments the data folder and the number of contacts
     */
    public static void main(String[] arguments) {
        Locale.setDefault(Locale.ENGLISH);
        Path folder = Path.of(arguments[0]);
        fill(folder, Integer.parseInt(arguments[1]));
        try (Store store = SqliteStore.open(folder.resolve("contacts.db"))) {
            new DashboardRun(store).measure();
        }
    }

    private static void fill(Path folder, int contacts) {
        Path file = folder.resolve("contacts.db");
        try (Store store = SqliteStore.open(file)) {
            long there = store.triage().upTo();
            if (there > 0) {
                System.err.println(there + " contacts are there");
                return;
            }
        }
        ManyContacts.fill(file, folder.resolve("triage.db"), contacts, BEGIN, SPAN);
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
        TriageFilter ofAWeek = TriageFilter.ALL.with(View.FOR_US).with(AgeBin.DAYS_1_TO_7);
        Order byRank = new Order(Sort.RANK, false);
        time("first for us, 1 to 7 d, by rank", () -> list(ofAWeek, byRank, ""));
        TriageFilter never = TriageFilter.ALL.with(View.YOUNG).with(AgeBin.OVER_2_YEARS);
        time("young and over 2 years: none", () -> list(never, byRank, ""));
        Instant middle = BEGIN.plus(SPAN.dividedBy(2));
        TriageFilter day =
                TriageFilter.ALL
                        .between(middle, middle.plus(Duration.ofDays(1)))
                        .with(View.SLEEPER);
        time("sleepers of a day half a year ago", () -> list(day, Order.NEWEST_FIRST, ""));
        time("how many young", () -> triage.count(TriageFilter.ALL.with(View.YOUNG)));
        TriageFilter open = TriageFilter.ALL.with(View.AGE_UNKNOWN).with(Marks.NOT_DISMISSED);
        time("how many of unknown age, not dismissed", () -> triage.count(open));
        TriageFilter seen = open.with(Marks.SEEN);
        time("of unknown age, seen", () -> list(seen, Order.NEWEST_FIRST, ""));
        time(
                "counts of a year",
                () -> triage.counts(BEGIN, BEGIN.plus(SPAN), Duration.ofDays(7)).size());
        List<DomainName> indicators = indicators();
        time("10,000 indicators hunted", () -> store.contacts().findAll(indicators).size());
    }

    private List<DomainName> indicators() {
        List<DomainName> indicators = new ArrayList<>();
        long contacts = store.contacts().count();
        for (int i = 0; i < INDICATORS / 2; i++) {
            long before = random.nextLong(contacts);
            indicators.add(store.contacts().after(before, 1).getFirst().site());
            indicators.add(new DomainName("never-" + random.nextLong() + ".com"));
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
        double[] processor = new double[ROUNDS];
        long result = 0;
        for (int i = 0; i < ROUNDS; i++) {
            long used = THREADS.getCurrentThreadCpuTime();
            long begun = System.nanoTime();
            result = asked.result();
            millis[i] = (System.nanoTime() - begun) / 1e6;
            processor[i] = (THREADS.getCurrentThreadCpuTime() - used) / 1e6;
        }
        double first = millis[0];
        Arrays.sort(millis);
        Arrays.sort(processor);
        System.out.printf(
                "%-40s first %8.1f ms, median %8.1f ms, of a processor %8.1f ms (%d)%n",
                what, first, millis[ROUNDS / 2], processor[ROUNDS / 2], result);
    }
}
