package org.domainstats.storesqlite;

import org.domainstats.model.RegistrationOutcome;
import org.domainstats.store.OutcomeFields;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** A registration outcome in the first seven columns of a statement or a row. */
final class OutcomeColumns {

    private OutcomeColumns() {}

    static void set(PreparedStatement put, RegistrationOutcome outcome) throws SQLException {
        OutcomeFields fields = OutcomeFields.of(outcome);
        put.setString(1, fields.outcome());
        ColumnValues.setInstant(put, 2, fields.registered());
        ColumnValues.setInstant(put, 3, fields.again());
        put.setString(4, fields.precision());
        ColumnValues.setInstant(put, 5, fields.until());
        put.setString(6, fields.source());
        put.setString(7, fields.reason());
    }

    static RegistrationOutcome read(ResultSet row) throws SQLException {
        return new OutcomeFields(
                        row.getString(1),
                        ColumnValues.instant(row, 2),
                        ColumnValues.instant(row, 3),
                        row.getString(4),
                        ColumnValues.instant(row, 5),
                        row.getString(6),
                        row.getString(7))
                .toOutcome();
    }
}
