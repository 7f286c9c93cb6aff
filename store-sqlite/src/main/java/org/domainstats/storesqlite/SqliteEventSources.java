package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.NameParameters;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.events.EventSources;
import org.domainstats.store.events.RegistrationChange;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What events are made from, in the tables that {@code events} stands beside. */
final class SqliteEventSources implements EventSources {

    private static final String PROGRESS = "SELECT steps, contacts FROM events_state";
    private static final String CONTACTS =
            "SELECT id, site, first_asked, last_asked, asked,"
                    + " EXISTS (SELECT 1 FROM past_contacts WHERE first <= c.id AND last >= c.id)"
                    + " FROM contacts c WHERE id > ? ORDER BY id LIMIT ?";
    private static final String CHANGES =
            "SELECT number, domain, kind, at, former FROM registration_changes"
                    + " ORDER BY number LIMIT ?";
    private static final String WATCH =
            "SELECT name, awaited, since, due, looks, note FROM event_watches";
    private static final String DUE = WATCH + " WHERE due <= ? ORDER BY due LIMIT ?";
    private static final String FIND =
            "SELECT w.name, w.awaited, w.since, w.due, w.looks, w.note, j.key FROM json_each(?1) j"
                    + " CROSS JOIN event_watches w ON w.name = j.value AND w.awaited = ?2";
    private static final String COUNT = "SELECT count(*) FROM event_watches WHERE awaited = ?";
    private static final String CHANGED =
            "INSERT INTO registration_changes (domain, kind, at, former) VALUES (?, ?, ?, ?)";
    private static final String BOUND =
            "DELETE FROM registration_changes WHERE number <= last_insert_rowid() - ?";
    private static final String EXTEND = "UPDATE past_contacts SET last = ?2 WHERE last = ?1 - 1";
    private static final String PAST = "INSERT INTO past_contacts (first, last) VALUES (?, ?)";

    private final ReaderPool readers;

    SqliteEventSources(ReaderPool readers) {
        this.readers = readers;
    }

    /** Logs a change of a registration, in the transaction that changes it. */
    static void log(PreparedStatements statements, RegistrationChange change) throws SQLException {
        PreparedStatement changed = statements.prepare(CHANGED);
        changed.setString(1, change.domain().ascii());
        changed.setString(2, change.kind().word());
        changed.setLong(3, change.at().toEpochMilli());
        ColumnValues.setInstant(changed, 4, change.former());
        changed.executeUpdate();
        PreparedStatement bound = statements.prepare(BOUND);
        bound.setInt(1, RegistrationChange.MOST);
        bound.executeUpdate();
    }

    /** Notes that contacts come from elsewhere, in the transaction that makes them. */
    static void past(PreparedStatements statements, long first, long last) throws SQLException {
        PreparedStatement extend = statements.prepare(EXTEND);
        extend.setLong(1, first);
        extend.setLong(2, last);
        if (extend.executeUpdate() == 0) {
            PreparedStatement past = statements.prepare(PAST);
            past.setLong(1, first);
            past.setLong(2, last);
            past.executeUpdate();
        }
    }

    @Override
    public Progress progress() {
        return readers.read(
                statements -> {
                    try (ResultSet row = statements.prepare(PROGRESS).executeQuery()) {
                        row.next();
                        return new Progress(row.getLong(1), row.getLong(2));
                    }
                });
    }

    @Override
    public NewContacts newContacts(long after, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement contacts = statements.prepare(CONTACTS);
                    contacts.setLong(1, after);
                    contacts.setInt(2, limit);
                    return Rows.newContacts(contacts, after);
                });
    }

    @Override
    public List<RegistrationChange> changes(int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement changes = statements.prepare(CHANGES);
                    changes.setInt(1, limit);
                    return Rows.list(changes, Rows::change);
                });
    }

    @Override
    public List<Watch> due(Instant now, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement due = statements.prepare(DUE);
                    due.setLong(1, now.toEpochMilli());
                    due.setInt(2, limit);
                    return Rows.list(due, Rows::watch);
                });
    }

    @Override
    public Map<DomainName, Watch> watches(Awaited awaited, List<DomainName> names) {
        return readers.read(
                statements -> {
                    PreparedStatement find = statements.prepare(FIND);
                    find.setString(2, awaited.name());
                    return NameParameters.all(find, names, Rows::watch);
                });
    }

    @Override
    public long count(Awaited awaited) {
        return readers.read(
                statements -> {
                    PreparedStatement count = statements.prepare(COUNT);
                    count.setString(1, awaited.name());
                    return ColumnValues.number(count);
                });
    }
}
