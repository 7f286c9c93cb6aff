package org.domainstats.storemove;

import org.domainstats.store.StoreException;
import org.domainstats.storemove.StoreTables.Column;
import org.domainstats.storemove.StoreTables.Kind;
import org.domainstats.storemove.StoreTables.Row;
import org.domainstats.storemove.StoreTables.Rows;
import org.domainstats.storemove.StoreTables.Table;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/** Rows of a table on their way from and to a database, the same for every driver of JDBC. */
public final class JdbcRows implements Rows {

    private final Table table;
    private final PreparedStatement query;
    private final ResultSet found;

    /** The rows that a query yields, whose columns are those of the table. */
    public JdbcRows(Table table, PreparedStatement query) throws SQLException {
        this.table = table;
        this.query = query;
        this.found = query.executeQuery();
    }

    @Override
    public @Nullable Row next() {
        try {
            if (!found.next()) {
                return null;
            }
            List<@Nullable Object> values = new ArrayList<>(table.columns().size());
            for (int i = 0; i < table.columns().size(); i++) {
                values.add(value(table.columns().get(i), i + 1));
            }
            return new Row(values);
        } catch (SQLException e) {
            throw new StoreException(table.name() + " cannot be read: " + e.getMessage(), e);
        }
    }

    private @Nullable Object value(Column column, int number) throws SQLException {
        if (column.kind() != Kind.NUMBER) {
            return found.getString(number);
        }
        long value = found.getLong(number);
        return found.wasNull() ? null : (Object) value;
    }

    /** Sets the first columns of a row as parameters, from this one on. */
    public static void set(PreparedStatement statement, int parameter, Row row, int columns)
            throws SQLException {
        for (int i = 0; i < columns; i++) {
            @Nullable Object value = row.values().get(i);
            switch (value) {
                case null -> statement.setNull(parameter + i, Types.NULL);
                case Long number -> statement.setLong(parameter + i, number);
                default -> statement.setString(parameter + i, value.toString());
            }
        }
    }

    @Override
    public void close() {
        try {
            found.close();
            query.close();
        } catch (SQLException e) {
            throw new StoreException(table.name() + " cannot be closed: " + e.getMessage(), e);
        }
    }
}
