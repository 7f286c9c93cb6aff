package org.domainstats.storepostgres;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A contact on its way into the table.
 *
 * @param firstAsked milliseconds since 1970
 * @param lastAsked milliseconds since 1970
 */
record ContactRow(String site, long firstAsked, long lastAsked, long asked) {

    /** Sets four arrays, from this parameter on: sites, first and last times, how often. */
    static void set(PreparedStatement statement, int parameter, List<ContactRow> rows)
            throws SQLException {
        statement.setObject(parameter, rows.stream().map(ContactRow::site).toArray(String[]::new));
        statement.setObject(parameter + 1, numbers(rows, ContactRow::firstAsked));
        statement.setObject(parameter + 2, numbers(rows, ContactRow::lastAsked));
        statement.setObject(parameter + 3, numbers(rows, ContactRow::asked));
    }

    private static long[] numbers(List<ContactRow> rows, ToLongFunction<ContactRow> number) {
        return rows.stream().mapToLong(number).toArray();
    }
}
