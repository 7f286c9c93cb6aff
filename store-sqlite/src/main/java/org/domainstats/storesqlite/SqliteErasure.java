package org.domainstats.storesqlite;

import org.domainstats.model.DomainName;
import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.Erasure;
import org.domainstats.storesql.ColumnValues;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * Takes out of every table what must not be kept. Whoever adds a table with names or times adds it
 * here.
 */
final class SqliteErasure implements Erasure {

    /** Where a site stands by its name, beside its contact, or a domain of the same name. */
    private static final List<String> OF_SITE =
            List.of(
                    "DELETE FROM registrations WHERE domain = ?1",
                    "DELETE FROM registration_changes WHERE domain = ?1",
                    "DELETE FROM retries WHERE domain = ?1",
                    "DELETE FROM community_contacts WHERE site = ?1",
                    "DELETE FROM notes WHERE site = ?1",
                    "DELETE FROM hints WHERE domain = ?1",
                    "DELETE FROM labels WHERE site = ?1",
                    "DELETE FROM events WHERE site = ?1",
                    "DELETE FROM event_watches WHERE name = ?1",
                    "UPDATE audit SET subject = '' WHERE subject = ?1"
                            + " OR substr(subject, -length(?1) - 1) IN ('.' || ?1, ' ' || ?1)");

    /** What is older than an instant, some rows at a time. */
    private static final List<String> OLD =
            List.of(
                    "DELETE FROM events WHERE number IN (SELECT number FROM events"
                            + " WHERE at < ?1 ORDER BY number LIMIT ?2)",
                    "DELETE FROM hints WHERE (domain, kind) IN (SELECT domain, kind FROM hints"
                            + " WHERE day < ?1 / 86400000 LIMIT ?2)",
                    "DELETE FROM audit WHERE id IN (SELECT id FROM audit WHERE at < ?1 LIMIT ?2)");

    private static final String LAST = "SELECT coalesce(max(id), 0) FROM contacts";
    private static final String USE =
            "UPDATE contacts SET asked = 1, last_asked = first_asked WHERE id > ?1 AND id <= ?2"
                    + " AND last_asked < ?3 AND (asked > 1 OR last_asked > first_asked)";

    /** Some milliseconds of the writer. */
    private static final int LARGEST_PART = 512;

    /** Contacts are looked through much faster than changed, and few change. */
    private static final int CONTACTS_PART = 8_192;

    private final WriteQueue writer;
    private final ReaderPool readers;
    private final ContactLog log;
    private final Consumer<DomainName> derived;

    /**
     * @param derived forgets a site in what is derived from this file
     */
    SqliteErasure(
            WriteQueue writer, ReaderPool readers, ContactLog log, Consumer<DomainName> derived) {
        this.writer = writer;
        this.readers = readers;
        this.log = log;
        this.derived = derived;
    }

    /** What is removed is written over, so that it is not in the file's free pages either. */
    @Override
    public boolean forget(DomainName site) {
        derived.accept(site);
        return writer.write(
                statements -> {
                    statements.execute("PRAGMA secure_delete = ON");
                    try {
                        boolean any = log.forget(statements, site.ascii());
                        // Events that are being made just now, perhaps of this site, are not taken.
                        statements.execute("UPDATE events_state SET steps = steps + 1");
                        for (String sql : OF_SITE) {
                            PreparedStatement remove = statements.prepare(sql);
                            remove.setString(1, site.ascii());
                            any |= remove.executeUpdate() > 0;
                        }
                        return any;
                    } finally {
                        statements.execute("PRAGMA secure_delete = FAST");
                    }
                });
    }

    /** In parts, between which first contacts get their turn. */
    @Override
    public long removeBefore(Instant instant) {
        long changed = SqliteContactClients.forgetBefore(writer, readers, instant);
        for (String sql : OLD) {
            int part;
            do {
                part = writer.write(statements -> removeSome(statements, sql, instant));
                changed += part;
            } while (part == LARGEST_PART);
        }
        long last = readers.read(statements -> ColumnValues.number(statements.prepare(LAST)));
        for (long from = 0; from < last; from += CONTACTS_PART) {
            long after = from;
            changed += writer.write(statements -> forgetUse(statements, after, instant));
        }
        return changed;
    }

    private static int removeSome(PreparedStatements statements, String sql, Instant instant)
            throws SQLException {
        PreparedStatement remove = statements.prepare(sql);
        remove.setLong(1, instant.toEpochMilli());
        remove.setInt(2, LARGEST_PART);
        return remove.executeUpdate();
    }

    private static int forgetUse(PreparedStatements statements, long after, Instant instant)
            throws SQLException {
        PreparedStatement use = statements.prepare(USE);
        use.setLong(1, after);
        use.setLong(2, after + CONTACTS_PART);
        use.setLong(3, instant.toEpochMilli());
        return use.executeUpdate();
    }
}
