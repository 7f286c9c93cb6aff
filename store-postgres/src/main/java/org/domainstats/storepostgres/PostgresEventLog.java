package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.events.EventLog;
import org.domainstats.store.events.EventSources.Watch;
import org.domainstats.store.events.EventStep;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The log of events in the table {@code events}. */
final class PostgresEventLog implements EventLog {

    private static final String STEP =
            "UPDATE events_state SET steps = steps + 1, last = last + ?, contacts = ?"
                    + " WHERE steps = ? RETURNING last";
    private static final String ADD =
            "INSERT INTO events (number, id, kind, site, at, body)"
                    + " SELECT ? + e.place, e.id, e.kind, e.site, e.at, e.body"
                    + " FROM unnest(?::text[], ?::text[], ?::text[], ?::bigint[], ?::text[])"
                    + " WITH ORDINALITY AS e (id, kind, site, at, body, place) ORDER BY e.place";
    private static final String WATCH =
            "INSERT INTO event_watches (name, awaited, since, due, looks, note)"
                    + " VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (name, awaited) DO UPDATE SET"
                    + " since = excluded.since, due = excluded.due, looks = excluded.looks,"
                    + " note = excluded.note";
    private static final String END = "DELETE FROM event_watches WHERE name = ? AND awaited = ?";
    private static final String DONE = "DELETE FROM registration_changes WHERE number = ANY(?)";
    private static final String COLUMNS = "SELECT number, id, kind, site, at, body FROM events";
    private static final String AFTER = COLUMNS + " WHERE number > ? ORDER BY number LIMIT ?";
    private static final String NEWEST = COLUMNS + " ORDER BY number DESC LIMIT ?";
    private static final String RANGE =
            "SELECT coalesce((SELECT min(number) FROM events), last + 1), last FROM events_state";
    private static final String REMOVE = "DELETE FROM events WHERE number > ? AND number <= ?";
    private static final String DROP =
            "UPDATE event_outputs SET dropped = dropped + ? - delivered, delivered = ?"
                    + " WHERE delivered < ?";

    /** Some tens of milliseconds of the database. */
    private static final int LARGEST_PART = 4_096;

    private final PostgresPool pool;

    PostgresEventLog(PostgresPool pool) {
        this.pool = pool;
    }

    /** Done twice, because the connection was lost, the second time is refused. */
    @Override
    public boolean append(EventStep step) {
        return pool.transaction(connection -> append(connection, step));
    }

    private static boolean append(Connection connection, EventStep step) throws SQLException {
        long last;
        try (PreparedStatement take = connection.prepareStatement(STEP)) {
            take.setInt(1, step.events().size());
            take.setLong(2, step.contacts());
            take.setLong(3, step.from().steps());
            try (ResultSet row = take.executeQuery()) {
                if (!row.next()) {
                    return false;
                }
                last = row.getLong(1);
            }
        }
        add(connection, step.events(), last - step.events().size());
        end(connection, step.ended());
        put(connection, step.watches());
        done(connection, step.changes());
        return true;
    }

    private static void add(Connection connection, List<NewEvent> events, long after)
            throws SQLException {
        if (events.isEmpty()) {
            return;
        }
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setLong(1, after);
            add.setObject(2, events.stream().map(NewEvent::id).toArray(String[]::new));
            add.setObject(3, events.stream().map(NewEvent::kind).toArray(String[]::new));
            add.setObject(4, TextParameters.names(events.stream().map(NewEvent::site).toList()));
            add.setObject(5, events.stream().mapToLong(each -> each.at().toEpochMilli()).toArray());
            add.setObject(6, events.stream().map(NewEvent::body).toArray(String[]::new));
            add.executeUpdate();
        }
    }

    private static void end(Connection connection, List<Watch> ended) throws SQLException {
        try (PreparedStatement end = connection.prepareStatement(END)) {
            for (Watch watch : ended) {
                end.setString(1, watch.name().ascii());
                end.setString(2, watch.awaited().name());
                end.addBatch();
            }
            end.executeBatch();
        }
    }

    private static void put(Connection connection, List<Watch> watches) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(WATCH)) {
            for (Watch watch : watches) {
                put.setString(1, watch.name().ascii());
                put.setString(2, watch.awaited().name());
                put.setLong(3, watch.since().toEpochMilli());
                put.setLong(4, watch.due().toEpochMilli());
                put.setInt(5, watch.looks());
                put.setString(6, ColumnValues.text(watch.note()));
                put.addBatch();
            }
            put.executeBatch();
        }
    }

    private static void done(Connection connection, List<Long> changes) throws SQLException {
        if (!changes.isEmpty()) {
            try (PreparedStatement done = connection.prepareStatement(DONE)) {
                done.setObject(1, changes.stream().mapToLong(Long::longValue).toArray());
                done.executeUpdate();
            }
        }
    }

    @Override
    public List<LoggedEvent> after(long number, int limit) {
        return pool.readLog(
                connection -> {
                    try (PreparedStatement after = connection.prepareStatement(AFTER)) {
                        after.setLong(1, number);
                        after.setInt(2, limit);
                        return Rows.list(after, Rows::event);
                    }
                });
    }

    @Override
    public List<LoggedEvent> newest(int limit) {
        return pool.readLog(
                        connection -> {
                            try (PreparedStatement newest = connection.prepareStatement(NEWEST)) {
                                newest.setInt(1, limit);
                                return Rows.list(newest, Rows::event);
                            }
                        })
                .reversed();
    }

    @Override
    public Range range() {
        return pool.readLog(
                connection -> {
                    try (PreparedStatement range = connection.prepareStatement(RANGE);
                            ResultSet row = range.executeQuery()) {
                        row.next();
                        return new Range(row.getLong(1), row.getLong(2));
                    }
                });
    }

    /**
     * In parts: in one transaction, outputs could note no delivery until 100,000 events were gone,
     * and what the others wrote waited for its share of the log.
     */
    @Override
    public void removeUpTo(long number) {
        for (long after = range().oldest() - 1; after < number; after += LARGEST_PART) {
            long from = after;
            long upTo = Math.min(number, after + LARGEST_PART);
            pool.transactionBehind(connection -> removePart(connection, from, upTo));
        }
    }

    private static int removePart(Connection connection, long after, long upTo)
            throws SQLException {
        try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
            remove.setLong(1, after);
            remove.setLong(2, upTo);
            remove.executeUpdate();
        }
        try (PreparedStatement drop = connection.prepareStatement(DROP)) {
            drop.setLong(1, upTo);
            drop.setLong(2, upTo);
            drop.setLong(3, upTo);
            return drop.executeUpdate();
        }
    }
}
