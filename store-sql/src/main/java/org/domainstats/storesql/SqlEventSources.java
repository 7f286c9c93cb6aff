package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.StoredRegistration;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.RegistrationChange;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What events are made from, in the tables that {@code events} stands beside. */
public final class SqlEventSources implements EventSources {

    private static final String PROGRESS = "SELECT steps, contacts FROM events_state";
    private static final String CHANGES =
            "SELECT number, domain, kind, at, former FROM registration_changes"
                    + " ORDER BY number LIMIT ?";
    private static final String WATCH =
            "SELECT name, awaited, since, due, looks, note FROM event_watches";
    private static final String DUE = WATCH + " WHERE due <= ? ORDER BY due LIMIT ?";
    private static final String COUNT = "SELECT count(*) FROM event_watches WHERE awaited = ?";
    private static final String CHANGED =
            "INSERT INTO registration_changes (domain, kind, at, former) VALUES (?, ?, ?, ?)"
                    + " RETURNING number";
    private static final String BOUND = "DELETE FROM registration_changes WHERE number <= ?";

    private final SqlDatabase database;
    private final String contacts;
    private final String find;

    /**
     * @param isPast the condition that a contact {@code c} comes from elsewhere
     */
    public SqlEventSources(SqlDatabase database, String isPast) {
        this.database = database;
        this.contacts =
                "SELECT id, site, first_asked, last_asked, asked, "
                        + isPast
                        + " FROM contacts c WHERE id > ? ORDER BY id LIMIT ?";
        this.find = WATCH + " WHERE awaited = ? AND " + database.isOneOf("name");
    }

    /** Logs a change of a registration if it is notable, in the transaction that makes it. */
    public static void log(
            SqlDatabase.Statements statements,
            DomainName domain,
            @Nullable StoredRegistration before,
            StoredRegistration after)
            throws SQLException {
        @Nullable RegistrationChange change = RegistrationChange.between(domain, before, after);
        if (change != null) {
            log(statements, change);
        }
    }

    private static void log(SqlDatabase.Statements statements, RegistrationChange change)
            throws SQLException {
        PreparedStatement changed = statements.prepare(CHANGED);
        changed.setString(1, change.domain().ascii());
        changed.setString(2, change.kind().word());
        changed.setLong(3, change.at().toEpochMilli());
        ColumnValues.setInstant(changed, 4, change.former());
        long number = ColumnValues.number(changed);
        PreparedStatement bound = statements.prepare(BOUND);
        bound.setLong(1, number - RegistrationChange.MOST);
        bound.executeUpdate();
    }

    @Override
    public Progress progress() {
        return database.read(
                statements -> {
                    try (ResultSet row = statements.prepare(PROGRESS).executeQuery()) {
                        row.next();
                        return new Progress(row.getLong(1), row.getLong(2));
                    }
                });
    }

    @Override
    public NewContacts newContacts(long after, int limit) {
        return database.read(
                statements -> {
                    PreparedStatement next = statements.prepare(contacts);
                    next.setLong(1, after);
                    next.setInt(2, limit);
                    return Rows.newContacts(next, after);
                });
    }

    @Override
    public List<RegistrationChange> changes(int limit) {
        return database.read(
                statements -> {
                    PreparedStatement changes = statements.prepare(CHANGES);
                    changes.setInt(1, limit);
                    return Rows.list(changes, Rows::change);
                });
    }

    @Override
    public List<Watch> due(Instant now, int limit) {
        return database.read(
                statements -> {
                    PreparedStatement due = statements.prepare(DUE);
                    due.setLong(1, now.toEpochMilli());
                    due.setInt(2, limit);
                    return Rows.list(due, Rows::watch);
                });
    }

    @Override
    public Map<DomainName, Watch> watches(Awaited awaited, List<DomainName> names) {
        return database
                .read(
                        statements -> {
                            PreparedStatement watches = statements.prepare(find);
                            watches.setString(1, awaited.name());
                            watches.setObject(2, database.names(names));
                            return Rows.list(watches, Rows::watch);
                        })
                .stream()
                .collect(Collectors.toMap(Watch::name, watch -> watch));
    }

    @Override
    public long count(Awaited awaited) {
        return database.read(
                statements -> {
                    PreparedStatement count = statements.prepare(COUNT);
                    count.setString(1, awaited.name());
                    return ColumnValues.number(count);
                });
    }
}
