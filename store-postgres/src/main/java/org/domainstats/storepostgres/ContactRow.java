package org.domainstats.storepostgres;

import org.domainstats.storepostgres.ForgottenNames.Forgotten;
import org.jspecify.annotations.Nullable;

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

    /**
     * What is left of it when the name was forgotten: of how often it was asked about, only the
     * last is known to be after that.
     */
    @Nullable ContactRow without(Forgotten forgotten) {
        if (!forgotten.covers(firstAsked)) {
            return this;
        }
        return forgotten.covers(lastAsked) ? null : new ContactRow(site, lastAsked, lastAsked, 1);
    }

    private static long[] numbers(List<ContactRow> rows, ToLongFunction<ContactRow> number) {
        return rows.stream().mapToLong(number).toArray();
    }
}
