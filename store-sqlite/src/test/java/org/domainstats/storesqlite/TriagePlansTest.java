package org.domainstats.storesqlite;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.Marks;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Place;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.domainstats.storesql.TriageSql;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How SQLite goes about the questions: which of many contacts it reads. */
class TriagePlansTest {

    /** The condition and the order of the window that is sorted. */
    private static final Pattern MEANT =
            Pattern.compile(
                    "FROM triage +WHERE (first_asked >= .*? ORDER BY first_asked DESC, id DESC)");

    @TempDir Path folder;

    private Connection triage;

    @BeforeEach
    void open() throws SQLException {
        try (SqliteStore store = SqliteStore.open(folder.resolve("contacts.db"))) {
            assertThat(store.triage().upTo()).isZero();
        }
        triage = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("triage.db"));
        try (var statement = triage.createStatement()) {
            statement.execute(
                    "ATTACH DATABASE '" + folder.resolve("contacts.db") + "' AS attached");
        }
    }

    @AfterEach
    void close() throws SQLException {
        triage.close();
    }

    private String plan(TriageSql sql) throws SQLException {
        List<String> steps = new ArrayList<>();
        try (PreparedStatement explain =
                        triage.prepareStatement("EXPLAIN QUERY PLAN " + sql.text());
                ResultSet row = explain.executeQuery()) {
            while (row.next()) {
                steps.add(row.getString("detail"));
            }
        }
        return String.join("; ", steps);
    }

    /** One of each view, of an age and of any. */
    private static List<TriageFilter> filters() {
        List<TriageFilter> filters = new ArrayList<>();
        for (View view : View.values()) {
            filters.add(TriageFilter.ALL.with(view));
            filters.add(TriageFilter.ALL.with(view).with(AgeBin.UNKNOWN));
        }
        return filters;
    }

    @Test
    void markedContactsAreCountedWithoutReadingOthers() throws SQLException {
        for (TriageFilter filter : filters()) {
            assertThat(plan(TriageSql.marked(filter, SqliteTriage.OF_MARKED)))
                    .contains("USING COVERING INDEX triage_marked");
        }
    }

    @Test
    void contactsThatWereDecidedOnAreListedWithoutReadingOthers() throws SQLException {
        for (TriageFilter filter : filters()) {
            for (Marks marks : List.of(Marks.SEEN, Marks.DISMISSED)) {
                TriageQuery query =
                        new TriageQuery(filter.with(marks), "", Order.NEWEST_FIRST, null, 50);
                assertThat(plan(TriageSql.list(query, SqliteTriage.OF_MARKED)))
                        .contains("USING INDEX triage_marked");
            }
        }
    }

    @Test
    void newestContactsOfEveryViewAreReadInOrder() throws SQLException {
        for (TriageFilter filter : filters()) {
            TriageQuery query = new TriageQuery(filter, "", Order.NEWEST_FIRST, null, 50);
            assertThat(plan(TriageSql.list(query, SqliteTriage.OF_MARKED)))
                    .contains("SEARCH triage USING INDEX")
                    .doesNotContain("SCAN triage");
        }
    }

    /**
     * Of a view and an age no row is fetched that is not shown: what tells it from others is in the
     * index. Sorted by rank, a page of those that are first for us and of 1 to 7 days took a second
     * at ten million contacts.
     */
    @ParameterizedTest
    @EnumSource(
            value = View.class,
            names = {"ALL", "YOUNG", "FOR_US", "RANKED", "UNRANKED"})
    void viewsOfAnAgeAreFoundInAnIndex(View view) throws SQLException {
        TriageFilter filter = TriageFilter.ALL.with(view).with(AgeBin.DAYS_1_TO_7);
        Order byRank = new Order(Sort.RANK, false);
        String sql = TriageSql.list(new TriageQuery(filter, "", byRank, null, 50)).text();
        Matcher meant = MEANT.matcher(sql);
        assertThat(meant.find()).isTrue();
        String found = "SELECT id FROM triage WHERE " + meant.group(1);
        assertThat(plan(new TriageSql(found, List.of())))
                .contains("COVERING INDEX " + indexOf(view) + " (age=?")
                .doesNotContain("TEMP B-TREE");
        assertThat(plan(new TriageSql(sql, List.of())))
                .contains("SEARCH triage USING COVERING INDEX " + indexOf(view) + " (age=?");
    }

    /**
     * Of the ten thousand that are sorted only the page is fetched. Views that few contacts are in
     * have their rows all over the file: sorting took ten thousand reads, seconds where the file is
     * not in memory.
     */
    @ParameterizedTest
    @EnumSource(
            value = Sort.class,
            names = {"REGISTERED", "RANK", "SCORE", "SITE", "LAST_ASKED", "TIMES"})
    void whatIsSortedStandsInTheIndex(Sort sort) throws SQLException {
        Order order = new Order(sort, false);
        Place place = new Place("7", 7);
        for (View view : List.of(View.YOUNG, View.SLEEPER, View.FOR_US)) {
            TriageFilter filter = TriageFilter.ALL.with(view).with(Marks.NOT_DISMISSED);
            assertThat(plan(sorted(filter, order, null))).contains("COVERING INDEX triage_");
            assertThat(plan(sorted(filter, order, place))).contains("COVERING INDEX triage_");
        }
        for (View view : View.values()) {
            TriageFilter filter = TriageFilter.ALL.with(view).with(Marks.SEEN);
            assertThat(plan(sorted(filter, order, null))).contains("COVERING INDEX triage_marked");
        }
    }

    /** Contacts that are read ahead are found without reading them in the triage table too. */
    @ParameterizedTest
    @EnumSource(
            value = Sort.class,
            names = {"LAST_ASKED", "TIMES"})
    void contactsToSortAreFoundInAnIndexAlone(Sort sort) throws SQLException {
        for (View view : List.of(View.YOUNG, View.SLEEPER, View.FOR_US)) {
            TriageFilter filter = TriageFilter.ALL.with(view).with(Marks.NOT_DISMISSED);
            TriageQuery query = new TriageQuery(filter, "", new Order(sort, true), null, 50);
            assertThat(plan(TriageSql.window(query, SqliteTriage.OF_MARKED)))
                    .contains("COVERING INDEX triage_")
                    .doesNotContain("TEMP B-TREE");
        }
    }

    private static TriageSql sorted(TriageFilter filter, Order order, @Nullable Place after) {
        return TriageSql.list(
                new TriageQuery(filter, "", order, after, 50), SqliteTriage.OF_MARKED);
    }

    private static String indexOf(View view) {
        return switch (view) {
            case YOUNG -> "triage_young_age";
            case FOR_US -> "triage_for_us_age";
            case ALL, SLEEPER, AGE_UNKNOWN, RANKED, UNRANKED -> "triage_age";
        };
    }

    @Test
    void sleepersOfTheirAgeAreReadFromTheirIndex() throws SQLException {
        TriageFilter filter = TriageFilter.ALL.with(View.SLEEPER).with(AgeBin.OVER_2_YEARS);
        TriageQuery query = new TriageQuery(filter, "", Order.NEWEST_FIRST, null, 50);
        assertThat(plan(TriageSql.list(query))).contains("INDEX triage_sleeper");
    }

    @Test
    void laterPagesAreReadFromTheirPlaceOn() {
        Place place = new Place("1700000000000", 7);
        TriageQuery query = new TriageQuery(TriageFilter.ALL, "", Order.NEWEST_FIRST, place, 50);
        assertThat(TriageSql.list(query).values().get(1)).isEqualTo(1_700_000_000_001L);
    }
}
