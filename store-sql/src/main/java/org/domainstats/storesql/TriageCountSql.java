package org.domainstats.storesql;

import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.TriageFilter;

import java.util.Map;

/** The questions to the tables of counts in SQL, the same in every store. */
public final class TriageCountSql {

    /** The tables of counts, each with the step that it counts by. */
    public static final Map<String, Long> COUNT_TABLES =
            Map.of(
                    "triage_counts", TriageRows.HOUR_MILLIS,
                    "triage_days", TriageRows.DAY_MILLIS);

    private static final String COUNT = "at, age, young, ranked, for_us, sleeper, contacts";

    /** As in {@link TriageRows#bindCounts}: hours, then whole days, then hours. */
    public static final String COUNTS =
            "SELECT at / ? * ?, age, young, ranked, for_us, sleeper, sum(contacts) FROM ("
                    + counted("")
                    + ") c GROUP BY 1, 2, 3, 4, 5, 6 ORDER BY 1";

    private TriageCountSql() {}

    private static String counted(String kind) {
        return "SELECT "
                + COUNT
                + " FROM triage_counts WHERE at >= ? AND at < ?"
                + kind
                + " UNION ALL SELECT "
                + COUNT
                + " FROM triage_days WHERE at >= ? AND at < ?"
                + kind
                + " UNION ALL SELECT "
                + COUNT
                + " FROM triage_counts WHERE at >= ? AND at < ?"
                + kind;
    }

    /** How many there are, whatever their marks. */
    public static TriageSql count(TriageFilter filter) {
        String kind =
                switch (filter.view()) {
                    case ALL -> "";
                    case YOUNG -> " AND young = 1";
                    case SLEEPER -> " AND sleeper = 1";
                    case FOR_US -> " AND for_us = 1";
                    case AGE_UNKNOWN -> " AND age = " + AgeBin.UNKNOWN.number();
                    case RANKED -> " AND ranked = 1 AND young = 0";
                    case UNRANKED -> " AND ranked = 0 AND young = 0";
                };
        String ofAge = filter.age() == null ? "" : " AND age = " + filter.age().number();
        return new TriageSql(
                "SELECT coalesce(sum(contacts), 0) FROM (" + counted(kind + ofAge) + ") c",
                TriageRows.ranges(filter.from(), filter.to(), TriageRows.DAY_MILLIS));
    }

    /** Adds to a table of counts: at, kind as in {@link TriageRows#bindKind}, contacts. */
    public static String addCount(String table) {
        return "INSERT INTO "
                + table
                + " AS c ("
                + COUNT
                + ") VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (at, age, young, ranked, for_us,"
                + " sleeper) DO UPDATE SET contacts = c.contacts + excluded.contacts";
    }
}
