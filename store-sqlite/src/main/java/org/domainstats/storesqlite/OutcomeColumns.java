package org.domainstats.storesqlite;

import org.domainstats.model.Precision;
import org.domainstats.model.RegistrationOutcome;
import org.domainstats.model.RegistrationOutcome.Barred;
import org.domainstats.model.RegistrationOutcome.NoSource;
import org.domainstats.model.RegistrationOutcome.Registered;
import org.domainstats.model.RegistrationOutcome.Undisclosed;
import org.domainstats.model.RegistrationOutcome.Unreachable;
import org.domainstats.model.RegistrationOutcome.Unregistered;
import org.domainstats.model.Source;
import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** A registration outcome in the first seven columns of a statement or a row. */
final class OutcomeColumns {

    private OutcomeColumns() {}

    static void set(PreparedStatement put, RegistrationOutcome outcome) throws SQLException {
        switch (outcome) {
            case Registered registered ->
                    set(
                            put,
                            new Columns(
                                    "registered",
                                    registered.first(),
                                    registered.again(),
                                    registered.precision(),
                                    registered.until(),
                                    registered.source(),
                                    null));
            case Undisclosed undisclosed ->
                    set(
                            put,
                            new Columns(
                                    "undisclosed",
                                    null,
                                    null,
                                    null,
                                    undisclosed.until(),
                                    undisclosed.source(),
                                    undisclosed.barred() == null
                                            ? null
                                            : undisclosed.barred().word()));
            case Unregistered unregistered ->
                    set(
                            put,
                            new Columns(
                                    "unregistered",
                                    null,
                                    null,
                                    null,
                                    null,
                                    unregistered.source(),
                                    null));
            case NoSource _ ->
                    set(put, new Columns("no-source", null, null, null, null, null, null));
            case Unreachable unreachable ->
                    set(
                            put,
                            new Columns(
                                    "unreachable",
                                    null,
                                    null,
                                    null,
                                    unreachable.notBefore(),
                                    null,
                                    unreachable.reason()));
        }
    }

    private static void set(PreparedStatement put, Columns columns) throws SQLException {
        put.setString(1, columns.outcome);
        ColumnValues.setInstant(put, 2, columns.registered);
        ColumnValues.setInstant(put, 3, columns.again);
        put.setString(4, columns.precision == null ? null : columns.precision.word());
        ColumnValues.setInstant(put, 5, columns.until);
        put.setString(6, columns.source == null ? null : columns.source.word());
        put.setString(7, columns.reason);
    }

    static RegistrationOutcome read(ResultSet row) throws SQLException {
        String outcome = row.getString(1);
        @Nullable Instant until = ColumnValues.instant(row, 5);
        return switch (outcome) {
            case "registered" ->
                    new Registered(
                            Instant.ofEpochMilli(row.getLong(2)),
                            ColumnValues.instant(row, 3),
                            Precision.valueOf(upper(row, 4)),
                            until,
                            Source.valueOf(upper(row, 6)));
            case "undisclosed" ->
                    new Undisclosed(until, Source.valueOf(upper(row, 6)), barred(row.getString(7)));
            case "unregistered" -> new Unregistered(Source.valueOf(upper(row, 6)));
            case "no-source" -> new NoSource();
            case "unreachable" -> new Unreachable(row.getString(7), until);
            default ->
                    throw new StoreException("unknown outcome in table registrations: " + outcome);
        };
    }

    private static @Nullable Barred barred(@Nullable String reason) {
        return reason == null ? null : Barred.ofWord(reason).orElse(null);
    }

    private static String upper(ResultSet row, int column) throws SQLException {
        return row.getString(column).toUpperCase(Locale.ROOT);
    }

    private record Columns(
            String outcome,
            @Nullable Instant registered,
            @Nullable Instant again,
            @Nullable Precision precision,
            @Nullable Instant until,
            @Nullable Source source,
            @Nullable String reason) {}
}
