package org.domainstats.storepostgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.TriageFilter;
import org.domainstats.store.triage.TriageFilter.View;
import org.domainstats.store.triage.TriageQuery;
import org.domainstats.store.triage.TriageQuery.Order;
import org.domainstats.store.triage.TriageQuery.Sort;
import org.domainstats.storesql.TriageRows;
import org.domainstats.storesql.TriageSql;
import org.junit.jupiter.api.Test;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** How PostgreSQL goes about the questions, over contacts of which few are meant. */
class TriagePlansTest {

    private static final int CONTACTS = 40_000;

    /** One in twenty is young, one in seven of those new to all. */
    private static final String FILL =
            "INSERT INTO triage (id, site, first_asked, age, young, status, rank, for_us, sleeper,"
                    + " settled, mark) SELECT n, 's' || n || '.com', n * 1000, CASE WHEN n % 20 = 0"
                    + " THEN n / 20 % 3 ELSE 7 END, (n % 20 = 0)::int, 'rdap', CASE WHEN n % 10 > 6"
                    + " THEN n END, (n % 7 = 0)::int, 0, 1, 0 FROM generate_series(1, "
                    + CONTACTS
                    + ") n";

    @Test
    void viewsOfAnAgeAreFoundInAnIndex() throws SQLException {
        TestDatabase database = TestDatabase.create();
        try (Connection connection = TestDatabase.server().connect(database.address().database());
                Statement statement = connection.createStatement()) {
            statement.execute(FILL);
            statement.execute("ANALYZE triage");
            assertThat(plan(connection, View.FOR_US, Sort.RANK)).contains("triage_for_us_age");
            assertThat(plan(connection, View.YOUNG, Sort.RANK)).contains("triage_young_age");
            // Ten thousand rows were fetched to be sorted: two seconds where they are on the disk.
            for (Sort sort : List.of(Sort.RANK, Sort.SITE, Sort.SCORE, Sort.REGISTERED)) {
                assertThat(plan(connection, View.FOR_US, sort))
                        .contains("Index Only Scan Backward using triage_for_us_age");
                assertThat(plan(connection, View.YOUNG, sort))
                        .contains("Index Only Scan Backward using triage_young_age");
            }
        }
    }

    private static String plan(Connection connection, View view, Sort sort) throws SQLException {
        TriageFilter filter = TriageFilter.ALL.with(view).with(AgeBin.DAYS_1_TO_7);
        TriageSql sql =
                TriageSql.list(new TriageQuery(filter, "", new Order(sort, false), null, 50));
        List<String> steps = new ArrayList<>();
        try (PreparedStatement explain = connection.prepareStatement("EXPLAIN " + sql.text())) {
            TriageRows.bind(explain, sql.values());
            try (ResultSet row = explain.executeQuery()) {
                while (row.next()) {
                    steps.add(row.getString(1));
                }
            }
        }
        return String.join("\n", steps);
    }
}
