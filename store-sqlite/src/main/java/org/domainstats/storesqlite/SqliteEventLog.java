package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The log of events in the table {@code events}. */
final class SqliteEventLog implements EventLog {

    private static final String STEP =
            "UPDATE events_state SET steps = steps + 1, last = last + ?, contacts = ?"
                    + " WHERE steps = ? RETURNING last";
    private static final String ADD =
            "INSERT INTO events (number, id, kind, site, at, body) VALUES (?, ?, ?, ?, ?, ?)";
    private static final String WATCH =
            "INSERT OR REPLACE INTO event_watches (name, awaited, since, due, looks, note)"
                    + " VALUES (?, ?, ?, ?, ?, ?)";
    private static final String END = "DELETE FROM event_watches WHERE name = ? AND awaited = ?";
    private static final String DONE = "DELETE FROM registration_changes WHERE number = ?";
    private static final String PAST = "DELETE FROM past_contacts WHERE last <= ?";
    private static final String COLUMNS = "SELECT number, id, kind, site, at, body FROM events";
    private static final String AFTER = COLUMNS + " WHERE number > ? ORDER BY number LIMIT ?";
    private static final String NEWEST = COLUMNS + " ORDER BY number DESC LIMIT ?";
    private static final String RANGE =
            "SELECT coalesce((SELECT min(number) FROM events), last + 1), last FROM events_state";
    private static final String OLDEST = "SELECT coalesce(min(number), ?1 + 1) FROM events";
    private static final String REMOVE = "DELETE FROM events WHERE number <= ?";
    private static final String DROP =
            "UPDATE event_outputs SET dropped = dropped + ?1 - delivered, delivered = ?1"
                    + " WHERE delivered < ?1";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteEventLog(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public boolean append(EventStep step) {
        return writer.write(statements -> append(statements, step));
    }

    private static boolean append(PreparedStatements statements, EventStep step)
            throws SQLException {
        PreparedStatement take = statements.prepare(STEP);
        take.setInt(1, step.events().size());
        take.setLong(2, step.contacts());
        take.setLong(3, step.from().steps());
        long last;
        try (ResultSet row = take.executeQuery()) {
            if (!row.next()) {
                return false;
            }
            last = row.getLong(1);
        }
        add(statements, step.events(), last - step.events().size());
        for (Watch watch : step.ended()) {
            PreparedStatement end = statements.prepare(END);
            end.setString(1, watch.name().ascii());
            end.setString(2, watch.awaited().name());
            end.executeUpdate();
        }
        for (Watch watch : step.watches()) {
            put(statements.prepare(WATCH), watch);
        }
        for (long change : step.changes()) {
            run(statements, DONE, change);
        }
        run(statements, PAST, step.contacts());
        return true;
    }

    private static void add(PreparedStatements statements, List<NewEvent> events, long after)
            throws SQLException {
        long number = after;
        for (NewEvent event : events) {
            PreparedStatement add = statements.prepare(ADD);
            add.setLong(1, ++number);
            add.setString(2, event.id());
            add.setString(3, event.kind());
            add.setString(4, event.site().ascii());
            add.setLong(5, event.at().toEpochMilli());
            add.setString(6, event.body());
            add.executeUpdate();
        }
    }

    private static void put(PreparedStatement put, Watch watch) throws SQLException {
        put.setString(1, watch.name().ascii());
        put.setString(2, watch.awaited().name());
        put.setLong(3, watch.since().toEpochMilli());
        put.setLong(4, watch.due().toEpochMilli());
        put.setInt(5, watch.looks());
        put.setString(6, watch.note());
        put.executeUpdate();
    }

    private static int run(PreparedStatements statements, String sql, long number)
            throws SQLException {
        PreparedStatement statement = statements.prepare(sql);
        statement.setLong(1, number);
        return statement.executeUpdate();
    }

    @Override
    public List<LoggedEvent> after(long number, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement after = statements.prepare(AFTER);
                    after.setLong(1, number);
                    after.setInt(2, limit);
                    return Rows.list(after, Rows::event);
                });
    }

    @Override
    public List<LoggedEvent> newest(int limit) {
        return readers.read(
                        statements -> {
                            PreparedStatement newest = statements.prepare(NEWEST);
                            newest.setInt(1, limit);
                            return Rows.list(newest, Rows::event);
                        })
                .reversed();
    }

    @Override
    public Range range() {
        return readers.read(
                statements -> {
                    try (ResultSet row = statements.prepare(RANGE).executeQuery()) {
                        row.next();
                        return new Range(row.getLong(1), row.getLong(2));
                    }
                });
    }

    /** In parts, between which first contacts get their turn. */
    @Override
    public void removeUpTo(long number) {
        long removed = 0;
        while (removed < number) {
            removed = writer.write(statements -> removePart(statements, number));
        }
    }

    /** Returns the number up to which all are removed then. */
    private static long removePart(PreparedStatements statements, long number) throws SQLException {
        PreparedStatement oldest = statements.prepare(OLDEST);
        oldest.setLong(1, number);
        long upTo = Math.min(number, ColumnValues.number(oldest) + LARGEST_PART - 1);
        if (run(statements, REMOVE, upTo) > 0) {
            run(statements, DROP, upTo);
        }
        return upTo;
    }
}
