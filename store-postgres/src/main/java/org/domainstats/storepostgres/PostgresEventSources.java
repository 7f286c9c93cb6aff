package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.RegistrationChange;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What events are made from, in the tables that {@code events} stands beside. */
final class PostgresEventSources implements EventSources {

    private static final String PROGRESS = "SELECT steps, contacts FROM events_state";
    private static final String CONTACTS =
            "SELECT id, site, first_asked, last_asked, asked, claim = "
                    + Claims.ANNOUNCED_ELSEWHERE
                    + " FROM contacts WHERE id > ? ORDER BY id LIMIT ?";
    private static final String CHANGES =
            "SELECT number, domain, kind, at, former FROM registration_changes"
                    + " ORDER BY number LIMIT ?";
    private static final String WATCH =
            "SELECT name, awaited, since, due, looks, note FROM event_watches";
    private static final String DUE = WATCH + " WHERE due <= ? ORDER BY due LIMIT ?";
    private static final String FIND = WATCH + " WHERE awaited = ? AND name = ANY(?)";
    private static final String COUNT = "SELECT count(*) FROM event_watches WHERE awaited = ?";
    private static final String CHANGED =
            "INSERT INTO registration_changes (domain, kind, at, former) VALUES (?, ?, ?, ?)"
                    + " RETURNING number";
    private static final String BOUND = "DELETE FROM registration_changes WHERE number <= ?";

    private final PostgresPool pool;

    PostgresEventSources(PostgresPool pool) {
        this.pool = pool;
    }

    /** Logs a change of a registration, in the transaction that changes it. */
    static void log(Connection connection, RegistrationChange change) throws SQLException {
        long number;
        try (PreparedStatement changed = connection.prepareStatement(CHANGED)) {
            changed.setString(1, change.domain().ascii());
            changed.setString(2, change.kind().word());
            changed.setLong(3, change.at().toEpochMilli());
            ColumnValues.setInstant(changed, 4, change.former());
            number = ColumnValues.number(changed);
        }
        try (PreparedStatement bound = connection.prepareStatement(BOUND)) {
            bound.setLong(1, number - RegistrationChange.MOST);
            bound.executeUpdate();
        }
    }

    @Override
    public Progress progress() {
        return pool.run(
                connection -> {
                    try (PreparedStatement progress = connection.prepareStatement(PROGRESS);
                            ResultSet row = progress.executeQuery()) {
                        row.next();
                        return new Progress(row.getLong(1), row.getLong(2));
                    }
                });
    }

    @Override
    public NewContacts newContacts(long after, int limit) {
        return pool.run(
                connection -> {
                    try (PreparedStatement contacts = connection.prepareStatement(CONTACTS)) {
                        contacts.setLong(1, after);
                        contacts.setInt(2, limit);
                        return Rows.newContacts(contacts, after);
                    }
                });
    }

    @Override
    public List<RegistrationChange> changes(int limit) {
        return pool.run(
                connection -> {
                    try (PreparedStatement changes = connection.prepareStatement(CHANGES)) {
                        changes.setInt(1, limit);
                        return Rows.list(changes, Rows::change);
                    }
                });
    }

    @Override
    public List<Watch> due(Instant now, int limit) {
        return pool.run(
                connection -> {
                    try (PreparedStatement due = connection.prepareStatement(DUE)) {
                        due.setLong(1, now.toEpochMilli());
                        due.setInt(2, limit);
                        return Rows.list(due, Rows::watch);
                    }
                });
    }

    @Override
    public Map<DomainName, Watch> watches(Awaited awaited, List<DomainName> names) {
        return pool.run(
                connection -> {
                    try (PreparedStatement find = connection.prepareStatement(FIND)) {
                        find.setString(1, awaited.name());
                        find.setObject(2, TextParameters.names(names));
                        Map<DomainName, Watch> found = new HashMap<>();
                        Rows.list(find, Rows::watch)
                                .forEach(watch -> found.put(watch.name(), watch));
                        return found;
                    }
                });
    }

    @Override
    public long count(Awaited awaited) {
        return pool.run(
                connection -> {
                    try (PreparedStatement count = connection.prepareStatement(COUNT)) {
                        count.setString(1, awaited.name());
                        return ColumnValues.number(count);
                    }
                });
    }
}
