package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contact;
import org.domainstats.store.Contacts;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Contacts in the table {@code contacts}, whose key grows in order of arrival. */
final class SqliteContacts implements Contacts {

    private static final String FIND = "SELECT first_asked FROM contacts WHERE site = ?";
    private static final String INSERT =
            "INSERT INTO contacts (site, first_asked, last_asked, asked) VALUES (?1, ?2, ?2, 0) ON CONFLICT DO NOTHING";
    private static final String ADD =
            "UPDATE contacts SET asked = asked + ?3, last_asked = max(last_asked, ?2) WHERE site = ?1";
    private static final String AFTER =
            "SELECT id, site, first_asked, last_asked, asked FROM contacts WHERE id > ? ORDER BY id LIMIT ?";

    private static final String COUNT_RESET = "UPDATE contacts_state SET resets = resets + 1";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteContacts(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Contact touch(DomainName site, Instant at) {
        // Most sites are known; only a new one has to wait for the writer, which then looks again.
        Optional<Instant> known = find(site);
        return known.isPresent()
                ? new Contact(known.get(), false)
                : writer.write(statements -> touch(statements, site, at));
    }

    @Override
    public List<Contact> touchAll(List<DomainName> sites, Instant at) {
        return writer.write(
                statements -> {
                    List<Contact> contacts = new ArrayList<>(sites.size());
                    for (DomainName site : sites) {
                        contacts.add(touch(statements, site, at));
                    }
                    return contacts;
                });
    }

    private static Contact touch(Statements statements, DomainName site, Instant at)
            throws SQLException {
        PreparedStatement insert = statements.prepare(INSERT);
        insert.setString(1, site.ascii());
        insert.setLong(2, at.toEpochMilli());
        if (insert.executeUpdate() == 1) {
            return new Contact(Instant.ofEpochMilli(at.toEpochMilli()), true);
        }
        return new Contact(find(statements, site).orElseThrow(), false);
    }

    @Override
    public Optional<Instant> find(DomainName site) {
        return readers.read(statements -> find(statements, site));
    }

    private static Optional<Instant> find(Statements statements, DomainName site)
            throws SQLException {
        PreparedStatement find = statements.prepare(FIND);
        find.setString(1, site.ascii());
        try (ResultSet row = find.executeQuery()) {
            return row.next()
                    ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                    : Optional.empty();
        }
    }

    @Override
    public void addAsked(Collection<Asked> asked) {
        writer.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD);
                    for (Asked each : asked) {
                        add.setString(1, each.site().ascii());
                        add.setLong(2, each.last().toEpochMilli());
                        add.setLong(3, each.times());
                        add.executeUpdate();
                    }
                    return true;
                });
    }

    @Override
    public List<LoggedContact> after(long cursor, int limit) {
        return readers.read(
                statements -> {
                    PreparedStatement after = statements.prepare(AFTER);
                    after.setLong(1, cursor);
                    after.setInt(2, limit);
                    List<LoggedContact> logged = new ArrayList<>();
                    try (ResultSet row = after.executeQuery()) {
                        while (row.next()) {
                            logged.add(
                                    new LoggedContact(
                                            row.getLong(1),
                                            new DomainName(row.getString(2)),
                                            Instant.ofEpochMilli(row.getLong(3)),
                                            Instant.ofEpochMilli(row.getLong(4)),
                                            row.getLong(5)));
                        }
                    }
                    return logged;
                });
    }

    @Override
    public long count() {
        return readers.read(
                statements -> Rows.number(statements.prepare("SELECT count(*) FROM contacts")));
    }

    @Override
    public long reset() {
        return writer.write(
                statements -> {
                    statements.prepare(COUNT_RESET).executeUpdate();
                    return statements.prepare("DELETE FROM contacts").executeLargeUpdate();
                });
    }

    @Override
    public long resets() {
        return readers.read(
                statements -> Rows.number(statements.prepare("SELECT resets FROM contacts_state")));
    }
}
