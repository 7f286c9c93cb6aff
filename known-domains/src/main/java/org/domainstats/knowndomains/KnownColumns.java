package org.domainstats.knowndomains;

import org.domainstats.model.KnownDomain;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;

/** A known domain in the columns {@code rank, established, registered}. */
final class KnownColumns {

    private KnownColumns() {}

    /** From the first three columns of a row. */
    static KnownDomain read(ResultSet row) throws SQLException {
        // No rank is NULL, which the driver reads as 0.
        int rank = row.getInt(1);
        return new KnownDomain(
                rank == 0 ? KnownDomain.UNRANKED : rank,
                row.getBoolean(2),
                ColumnValues.instant(row, 3));
    }

    static void set(PreparedStatement put, int first, KnownDomain known) throws SQLException {
        if (known.rank() == KnownDomain.UNRANKED) {
            put.setNull(first, Types.INTEGER);
        } else {
            put.setInt(first, known.rank());
        }
        put.setBoolean(first + 1, known.established());
        ColumnValues.setInstant(put, first + 2, known.registered());
    }
}
