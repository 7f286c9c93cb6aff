package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.model.Hint;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.Hints.TakenList;
import org.domainstats.store.RetryQueue.Priority;
import org.domainstats.store.RetryQueue.Retry;
import org.domainstats.store.Sessions.Session;
import org.domainstats.store.StoreException;
import org.domainstats.store.events.Allowances.Allowance;
import org.domainstats.store.events.AllowedSignal;
import org.domainstats.store.events.EventLog.LoggedEvent;
import org.domainstats.store.events.EventLog.NewEvent;
import org.domainstats.store.events.EventOutputs.Position;
import org.domainstats.store.events.EventSources.Awaited;
import org.domainstats.store.events.EventSources.NewContacts;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.RegistrationChange;
import org.domainstats.store.triage.AnalystLabels.AnalystLabel;
import org.domainstats.store.triage.AnalystNotes.Note;
import org.domainstats.store.triage.Mark;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as values, the same in every store: the queries of all stores select the columns of a table
 * in one order, the one in which they are read here.
 */
public final class Rows {

    private Rows() {}

    /** Makes a value of a row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All that a query finds. */
    public static <T> List<T> list(PreparedStatement query, Reader<T> reader) throws SQLException {
        List<T> values = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                values.add(reader.read(row));
            }
        }
        return values;
    }

    public static LoggedContact contact(ResultSet row) throws SQLException {
        return new LoggedContact(
                row.getLong(1), name(row, 2), at(row, 3), at(row, 4), row.getLong(5));
    }

    /**
     * Contacts that events may be made of.
     *
     * @param query yields contacts, and in a sixth column whether to leave one out
     * @param after the number that the query begins behind
     */
    public static NewContacts newContacts(PreparedStatement query, long after) throws SQLException {
        List<LoggedContact> contacts = new ArrayList<>();
        long upTo = after;
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                upTo = row.getLong(1);
                if (!row.getBoolean(6)) {
                    contacts.add(contact(row));
                }
            }
        }
        return new NewContacts(contacts, upTo);
    }

    public static RegistrationChange change(ResultSet row) throws SQLException {
        return new RegistrationChange(
                row.getLong(1),
                name(row, 2),
                RegistrationChange.Kind.ofWord(row.getString(3)),
                at(row, 4),
                ColumnValues.instant(row, 5));
    }

    public static Watch watch(ResultSet row) throws SQLException {
        return new Watch(
                name(row, 1),
                Awaited.valueOf(row.getString(2)),
                at(row, 3),
                at(row, 4),
                row.getInt(5),
                row.getString(6));
    }

    public static LoggedEvent event(ResultSet row) throws SQLException {
        NewEvent event =
                new NewEvent(
                        row.getString(2),
                        row.getString(3),
                        name(row, 4),
                        at(row, 5),
                        row.getString(6));
        return new LoggedEvent(row.getLong(1), event);
    }

    /**
     * The best hint of each domain.
     *
     * @param query yields for each hint its domain, kind, day, list and when it was read
     */
    public static Map<DomainName, Hint> bestHints(PreparedStatement query) throws SQLException {
        Map<DomainName, Hint> found = new HashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                found.merge(
                        name(row, 1),
                        hint(row),
                        (one, other) -> other.isBetterThan(one) ? other : one);
            }
        }
        return found;
    }

    public static TakenList takenList(ResultSet row) throws SQLException {
        return new TakenList(
                row.getString(1), row.getString(2), row.getString(3), at(row, 4), row.getLong(5));
    }

    /**
     * Where outputs are, in the order of the query.
     *
     * @param query yields for each output its name, what is delivered and what was dropped
     */
    public static Map<String, Position> positions(PreparedStatement query) throws SQLException {
        Map<String, Position> positions = new LinkedHashMap<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                positions.put(row.getString(1), new Position(row.getLong(2), row.getLong(3)));
            }
        }
        return positions;
    }

    private static Hint hint(ResultSet row) throws SQLException {
        String kind = row.getString(2);
        return new Hint(
                LocalDate.ofEpochDay(row.getLong(3)),
                Hint.Kind.ofWord(kind)
                        .orElseThrow(() -> new StoreException("unknown kind of a hint: " + kind)),
                row.getString(4),
                at(row, 5));
    }

    public static Session session(ResultSet row) throws SQLException {
        return new Session(
                row.getString(1), row.getString(2), row.getString(3), at(row, 4), at(row, 5));
    }

    public static Retry retry(ResultSet row) throws SQLException {
        return new Retry(
                name(row, 1),
                row.getInt(2) == 0 ? Priority.ASKED : Priority.RECHECK,
                at(row, 3),
                row.getInt(4),
                row.getString(5));
    }

    /** As it stands in the second column of a retry. */
    public static int number(Priority priority) {
        return switch (priority) {
            case ASKED -> 0;
            case RECHECK -> 1;
        };
    }

    public static Allowance allowance(ResultSet row) throws SQLException {
        return new Allowance(
                name(row, 1),
                AllowedSignal.ofWord(row.getString(2)).orElseThrow(),
                row.getString(3),
                ColumnValues.instant(row, 4),
                row.getString(5));
    }

    public static AnalystLabel label(ResultSet row) throws SQLException {
        return new AnalystLabel(name(row, 1), row.getString(2), row.getString(3), at(row, 4));
    }

    public static Note note(ResultSet row) throws SQLException {
        return new Note(
                name(row, 1),
                Mark.ofWord(row.getString(2)).orElse(Mark.OPEN),
                row.getString(3),
                row.getString(4),
                at(row, 5));
    }

    private static DomainName name(ResultSet row, int column) throws SQLException {
        return new DomainName(row.getString(column));
    }

    private static Instant at(ResultSet row, int column) throws SQLException {
        return Instant.ofEpochMilli(row.getLong(column));
    }
}
