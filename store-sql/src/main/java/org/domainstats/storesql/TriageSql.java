package org.domainstats.storesql;

import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.Marks;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The questions to the triage table in SQL, the same in every store. The tables are described in
 * {@code docs/schema.md}.
 *
 * @param values of its parameters: numbers and texts
 */
public record TriageSql(String text, List<Object> values) {

    private static final String ROWS =
            "t.id, t.site, t.domain, t.first_asked, t.age, t.young, t.registered, t.status,"
                    + " t.rank, t.first_us, t.for_us, t.score, t.settled, t.mark, c.last_asked,"
                    + " c.asked";
    private static final String NEWEST = " ORDER BY first_asked DESC, id DESC LIMIT ";

    /** The columns that a row is inserted with, in the order of {@link TriageRows#bind}. */
    public static final String INSERT =
            "INSERT INTO triage (id, site, domain, first_asked, age, young, registered, status,"
                    + " rank, first_us, for_us, sleeper, score, settled, mark)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    /** What changes when more is known, in the order of {@link TriageRows#bindFacts}; then id. */
    public static final String REVISE =
            "UPDATE triage SET age = ?, young = ?, registered = ?, status = ?, rank = ?,"
                    + " first_us = ?, for_us = ?, sleeper = ?, score = ?, settled = ? WHERE id = ?";

    public static final String UNSETTLED =
            joined("SELECT * FROM triage WHERE settled = 0 AND id < ? ORDER BY id DESC LIMIT ?")
                    + " ORDER BY t.id DESC";

    public static final String BELOW =
            joined("SELECT * FROM triage WHERE domain = ? ORDER BY id DESC LIMIT ?")
                    + " ORDER BY t.id DESC";

    public TriageSql {
        values = List.copyOf(values);
    }

    /** The table of contacts comes last: it is read for the rows of the page only. */
    private static String joined(String rows) {
        return "SELECT " + ROWS + " FROM (" + rows + ") t CROSS JOIN contacts c WHERE c.id = t.id";
    }

    /** A page. */
    public static TriageSql list(TriageQuery query) {
        return list(query, "");
    }

    /**
     * A page.
     *
     * @param ofMarked what a store has to hear behind the table, so that it reads the index of
     *     marked contacts where only such are meant
     */
    public static TriageSql list(TriageQuery query, String ofMarked) {
        List<Object> values = new ArrayList<>();
        String table = table(query, ofMarked);
        String meant = meant(fromPlaceOn(query), values);
        Order order = query.order();
        if (!query.hasWindow()) {
            String rows =
                    "SELECT * FROM "
                            + table
                            + " WHERE "
                            + meant
                            + after(query, "", values)
                            + order(order, "")
                            + " LIMIT "
                            + query.limit();
            return new TriageSql(joined(rows) + order(order, "t."), values);
        }
        boolean ofContact = sortsByContact(query);
        String columns = "id" + (ofContact ? "" : columns(query));
        String window = "(" + window(columns, table, meant) + ") w";
        String candidates = ofContact ? window + " CROSS JOIN contacts c" : window;
        String named = ofContact ? "c." : "w.";
        String page =
                "SELECT w.id FROM "
                        + candidates
                        + (ofContact ? " WHERE c.id = w.id" : " WHERE w.id > 0")
                        + text(query, named, values)
                        + after(query, named, values)
                        + order(order, named)
                        + " LIMIT "
                        + query.limit();
        return new TriageSql(
                "SELECT "
                        + ROWS
                        + " FROM ("
                        + page
                        + ") p CROSS JOIN triage t CROSS JOIN contacts c"
                        + " WHERE t.id = p.id AND c.id = p.id"
                        + order(order, "t."),
                values);
    }

    /** The numbers of the contacts that are sorted, for a query that {@link #sortsByContact}. */
    public static TriageSql window(TriageQuery query, String ofMarked) {
        List<Object> values = new ArrayList<>();
        String meant = meant(query.filter(), values);
        return new TriageSql(window("id", table(query, ofMarked), meant), values);
    }

    private static String window(String columns, String table, String meant) {
        return "SELECT "
                + columns
                + " FROM "
                + table
                + " WHERE "
                + meant
                + NEWEST
                + TriageQuery.WINDOW;
    }

    private static String table(TriageQuery query, String ofMarked) {
        Marks marks = query.filter().marks();
        return "triage " + (marks == Marks.SEEN || marks == Marks.DISMISSED ? ofMarked : "");
    }

    /**
     * What the window is sorted and searched by, and no more: the indexes have that beside what
     * they find by, so that of ten thousand rows only those of the page are fetched.
     */
    private static String columns(TriageQuery query) {
        String key =
                switch (query.order().sort()) {
                    case FIRST_YOU -> ", first_asked";
                    case REGISTERED -> ", registered";
                    case RANK -> ", rank";
                    case SCORE -> ", score";
                    case SITE -> ", site";
                    case LAST_ASKED, TIMES -> "";
                };
        boolean named = query.text().isEmpty() || query.order().sort() == Sort.SITE;
        return named ? key : key + ", site";
    }

    /** How many have each mark. */
    public static TriageSql marked(TriageFilter filter) {
        return marked(filter, "");
    }

    /**
     * How many have each mark.
     *
     * @param ofMarked as for {@link #list(TriageQuery, String)}
     */
    public static TriageSql marked(TriageFilter filter, String ofMarked) {
        List<Object> values = new ArrayList<>();
        return new TriageSql(
                "SELECT mark, count(*) FROM triage "
                        + ofMarked
                        + " WHERE "
                        + meant(filter, values)
                        + " AND mark > 0 GROUP BY mark",
                values);
    }

    /**
     * Without what lies before the page: of two bounds SQLite takes the first to find its place in
     * the index, and would read from the newest contact on for each page.
     */
    private static TriageFilter fromPlaceOn(TriageQuery query) {
        TriageFilter filter = query.filter();
        TriageQuery.Place after = query.after();
        if (after == null || query.hasWindow()) {
            return filter;
        }
        Instant place = Instant.ofEpochMilli(Long.parseLong(after.key()));
        if (query.order().descending()) {
            Instant end = place.plusMillis(1);
            return end.isBefore(filter.to()) ? filter.between(filter.from(), end) : filter;
        }
        return place.isAfter(filter.from()) ? filter.between(place, filter.to()) : filter;
    }

    private static String meant(TriageFilter filter, List<Object> values) {
        values.add(filter.from().toEpochMilli());
        values.add(filter.to().toEpochMilli());
        String view =
                switch (filter.view()) {
                    case ALL -> "";
                    case YOUNG -> " AND young = 1";
                    case SLEEPER -> " AND sleeper = 1";
                    case FOR_US -> " AND for_us = 1";
                    case AGE_UNKNOWN -> " AND age = " + AgeBin.UNKNOWN.number();
                    case RANKED -> " AND rank IS NOT NULL AND young = 0";
                    case UNRANKED -> " AND rank IS NULL AND young = 0";
                };
        // "mark > 0" beside it lets the small index of marked contacts be used.
        String marks =
                switch (filter.marks()) {
                    case ANY -> "";
                    case NOT_DISMISSED -> " AND mark <> " + Mark.DISMISSED.number();
                    case OPEN -> " AND mark = " + Mark.OPEN.number();
                    case SEEN -> " AND mark > 0 AND mark = " + Mark.SEEN.number();
                    case DISMISSED -> " AND mark > 0 AND mark = " + Mark.DISMISSED.number();
                };
        @Nullable AgeBin age = filter.age();
        // Sleepers are that old, and their own index is the shorter one.
        boolean said = filter.view() == View.SLEEPER && age == AgeBin.OVER_2_YEARS;
        String ofAge = age == null || said ? "" : " AND age = " + age.number();
        return "first_asked >= ? AND first_asked < ?" + view + ofAge + marks;
    }

    private static String text(TriageQuery query, String table, List<Object> values) {
        if (query.text().isEmpty()) {
            return "";
        }
        String literal = query.text().replace("!", "!!").replace("%", "!%").replace("_", "!_");
        values.add("%" + literal + "%");
        return " AND " + table + "site LIKE ? ESCAPE '!'";
    }

    private static String after(TriageQuery query, String table, List<Object> values) {
        TriageQuery.Place place = query.after();
        if (place == null) {
            return "";
        }
        Order order = query.order();
        values.add(order.sort() == Sort.SITE ? place.key() : (Object) Long.parseLong(place.key()));
        values.add(place.cursor());
        return " AND ("
                + key(order, table)
                + ", "
                + table
                + "id) "
                + (order.descending() ? '<' : '>')
                + " (?, ?)";
    }

    private static String order(Order order, String table) {
        String direction = order.descending() ? " DESC" : " ASC";
        return " ORDER BY " + key(order, table) + direction + ", " + table + "id" + direction;
    }

    /** Whether all contacts of its window are read, as what they are sorted by stands there. */
    public static boolean sortsByContact(TriageQuery query) {
        Sort sort = query.order().sort();
        return sort == Sort.LAST_ASKED || sort == Sort.TIMES;
    }

    private static String key(Order order, String table) {
        return switch (order.sort()) {
            case FIRST_YOU -> table + "first_asked";
            case REGISTERED -> known(order, table + "registered");
            case RANK -> known(order, table + "rank");
            case SCORE -> known(order, table + "score");
            case SITE -> table + "site";
            case LAST_ASKED -> "c.last_asked";
            case TIMES -> "c.asked";
        };
    }

    private static String known(Order order, String column) {
        return "coalesce(" + column + ", " + Sort.none(order.descending()) + ")";
    }
}
