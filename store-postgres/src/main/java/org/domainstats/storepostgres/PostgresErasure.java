package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.Erasure;
import org.domainstats.storesql.ColumnValues;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;

/**
 * Takes out of every table what must not be kept. Whoever adds a table with names or times adds it
 * here.
 */
final class PostgresErasure implements Erasure {

    /** Where a site stands beside the contacts, or a domain of the same name. */
    private static final List<String> OF_SITE =
            List.of(
                    "DELETE FROM registrations WHERE domain = ?",
                    "DELETE FROM registration_changes WHERE domain = ?",
                    "DELETE FROM retries WHERE domain = ?",
                    "DELETE FROM turns WHERE name = 'lookup ' || ?",
                    "DELETE FROM community_contacts WHERE site = ?",
                    "DELETE FROM notes WHERE site = ?",
                    "DELETE FROM hints WHERE domain = ?",
                    "DELETE FROM labels WHERE site = ?",
                    "DELETE FROM events WHERE site = ?",
                    "DELETE FROM event_watches WHERE name = ?",
                    "UPDATE audit a SET subject = '' FROM (SELECT ?::text AS name) n"
                            + " WHERE a.subject = n.name"
                            + " OR right(a.subject, length(n.name) + 1)"
                            + " IN ('.' || n.name, ' ' || n.name)");

    private static final String NUMBER = "SELECT coalesce(max(id), 0) FROM contacts WHERE site = ?";
    private static final String CLIENTS =
            "DELETE FROM contact_clients WHERE contact = (SELECT id FROM contacts WHERE site = ?)";
    private static final String CONTACT = "DELETE FROM contacts WHERE site = ?";

    /** What is older than an instant. */
    private static final List<String> OLD =
            List.of(
                    "DELETE FROM contact_clients WHERE last_asked < ?",
                    "DELETE FROM events WHERE at < ?",
                    "DELETE FROM hints WHERE day < ? / 86400000",
                    "DELETE FROM audit WHERE at < ?");

    private static final String LAST = "SELECT last FROM contacts_state";
    private static final String USE =
            "UPDATE contacts SET asked = 1, last_asked = first_asked WHERE id > ? AND id <= ?"
                    + " AND last_asked < ? AND (asked > 1 OR last_asked > first_asked)";

    /** Rows that are locked together. */
    private static final int CONTACTS_PART = 8_192;

    private final PostgresPool pool;

    PostgresErasure(PostgresPool pool) {
        this.pool = pool;
    }

    /**
     * Those who record contacts wait meanwhile, so that none of them holds a row of this site while
     * this waits for the row of the state.
     */
    @Override
    public boolean forget(DomainName site) {
        forgetDerived(site);
        return pool.longTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("LOCK TABLE contacts IN SHARE ROW EXCLUSIVE MODE");
                        ForgottenNames.add(connection, site);
                        run(connection, CLIENTS, site);
                        boolean any = run(connection, CONTACT, site) > 0;
                        if (any) {
                            statement.execute("UPDATE contacts_state SET resets = resets + 1");
                        }
                        // Events that are being made just now, perhaps of this site, are not taken.
                        statement.execute("UPDATE events_state SET steps = steps + 1");
                        for (String sql : OF_SITE) {
                            any |= run(connection, sql, site) > 0;
                        }
                        return any;
                    }
                });
    }

    /** Before the contact, by whose number it is found. */
    private void forgetDerived(DomainName site) {
        long number =
                pool.read(
                        connection -> {
                            try (PreparedStatement find = connection.prepareStatement(NUMBER)) {
                                find.setString(1, site.ascii());
                                return ColumnValues.number(find);
                            }
                        });
        new PostgresTriage(pool).remove(number);
    }

    private static int run(Connection connection, String sql, DomainName site) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, site.ascii());
            return statement.executeUpdate();
        }
    }

    @Override
    public long removeBefore(Instant instant) {
        long changed = 0;
        for (String sql : OLD) {
            changed +=
                    pool.longTransaction(
                            connection -> {
                                try (PreparedStatement old = connection.prepareStatement(sql)) {
                                    old.setLong(1, instant.toEpochMilli());
                                    return old.executeUpdate();
                                }
                            });
        }
        long last =
                pool.read(
                        connection -> {
                            try (PreparedStatement query = connection.prepareStatement(LAST)) {
                                return ColumnValues.number(query);
                            }
                        });
        for (long from = 0; from < last; from += CONTACTS_PART) {
            long after = from;
            changed += pool.run(connection -> forgetUse(connection, after, instant));
        }
        return changed;
    }

    private static int forgetUse(Connection connection, long after, Instant instant)
            throws SQLException {
        try (PreparedStatement use = connection.prepareStatement(USE)) {
            use.setLong(1, after);
            use.setLong(2, after + CONTACTS_PART);
            use.setLong(3, instant.toEpochMilli());
            return use.executeUpdate();
        }
    }
}
