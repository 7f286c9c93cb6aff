package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresFaults;
import org.domainstats.storepostgres.RecordStatement.RecordedGroup;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * A group of first contacts as statements. Each is carried out under the number of a claim, which
 * the rows that it made bear: done again, after an attempt whose outcome is unknown, it finds them
 * and comes to the same result.
 */
final class ContactRows {

    private static final String FIND =
            "SELECT site, first_asked, claim FROM contacts WHERE site = ANY(?)";

    /**
     * One statement and one commit. The row of the state is held until the commit: so numbers are
     * in the order of commits, and who reads up to a number has missed none below it.
     */
    private static final String ADD =
            "WITH numbered AS (UPDATE contacts_state SET last = last + ? RETURNING last)"
                    + " INSERT INTO contacts (site, id, first_asked, last_asked, asked, claim)"
                    + " SELECT a.site, n.last - ? + a.place, a.first_asked, a.last_asked, a.asked, ?"
                    + " FROM numbered n CROSS JOIN"
                    + " unnest(?::text[], ?::bigint[], ?::bigint[], ?::bigint[]) WITH ORDINALITY"
                    + " AS a (site, first_asked, last_asked, asked, place)"
                    + " ORDER BY a.place ON CONFLICT (site) DO NOTHING";

    private static final String TAKE =
            "UPDATE contacts c SET claim = ? FROM unnest(?::text[], ?::bigint[]) AS a (site, claim)"
                    + " WHERE c.site = a.site AND c.claim = a.claim";
    private static final String WITHDRAW =
            "UPDATE contacts SET claim = ? WHERE site = ANY(?) AND claim = ?";

    /**
     * Those that are not there are made, so that a late ADD makes none, and those that nobody holds
     * get another number too, so that a late TAKE does not take them. It begins with the row of the
     * state, and the commit follows: nobody else makes contacts in between.
     */
    private static final String SETTLE =
            "WITH numbered AS (UPDATE contacts_state SET last = last + ?, settled = settled + 1"
                    + " RETURNING last)"
                    + " INSERT INTO contacts AS c (site, id, first_asked, last_asked, asked, claim)"
                    + " SELECT a.site, n.last - ? + a.place, a.first_asked, a.first_asked, 1, ?"
                    + " FROM numbered n CROSS JOIN"
                    + " unnest(?::text[], ?::bigint[]) WITH ORDINALITY AS a (site, first_asked, place)"
                    + " ORDER BY a.site COLLATE \"C\" ON CONFLICT (site) DO UPDATE"
                    + " SET claim = excluded.claim WHERE c.claim = ? OR c.claim < 0";

    private static final String SETTLED = "UPDATE contacts_state SET settled = settled + 1";

    /** Its commit waits for what was committed before, on a standby too. */
    private static final String CONFIRM = "UPDATE contacts_state SET resets = resets";

    private ContactRows() {}

    /**
     * Records contacts and decides which of them this claim announces.
     *
     * @param asked sites and milliseconds since 1970
     * @param domains whose registrations are read as well
     * @param again whether an earlier attempt may have been carried out
     */
    static RecordedGroup record(
            Connection connection,
            Map<String, Long> asked,
            long claim,
            Collection<DomainName> domains,
            boolean again)
            throws SQLException {
        RecordedGroup group = findOrMake(connection, asked, claim, domains);
        Map<String, RecordedSite> recorded = group.sites();
        try {
            if (again && recorded.values().stream().anyMatch(RecordedSite::first)) {
                confirm(connection);
            }
            Map<String, RecordedSite> unannounced = new LinkedHashMap<>(recorded);
            unannounced.values().removeIf(row -> !Claims.isUnannounced(row.claim()));
            if (!unannounced.isEmpty()) {
                take(connection, unannounced, claim);
            }
            Set<String> contested = new LinkedHashSet<>(asked.keySet());
            contested.removeAll(recorded.keySet());
            contested.addAll(unannounced.keySet());
            if (!contested.isEmpty()) {
                findContested(connection, contested, claim, recorded);
            }
            return group;
        } catch (SQLException e) {
            // Of the statements one may be committed, though another one is refused.
            throw new SQLException(e.getMessage(), PostgresFaults.COMMIT_IN_DOUBT, e);
        }
    }

    /** Of a database that takes no writes, what is known is known all the same. */
    private static RecordedGroup findOrMake(
            Connection connection,
            Map<String, Long> asked,
            long claim,
            Collection<DomainName> domains)
            throws SQLException {
        try {
            return RecordStatement.run(connection, asked, claim, domains);
        } catch (SQLException e) {
            if (!PostgresFaults.isReadOnly(e)) {
                throw e;
            }
            Map<String, RecordedSite> found = find(connection, asked.keySet(), claim);
            if (asked.keySet().stream().allMatch(site -> isAnnounced(found.get(site)))) {
                return new RecordedGroup(found, null, null);
            }
            throw e;
        }
    }

    /** Others were quicker with some: their rows say whose they are. */
    private static void findContested(
            Connection connection,
            Set<String> contested,
            long claim,
            Map<String, RecordedSite> recorded)
            throws SQLException {
        recorded.putAll(find(connection, contested, claim));
        if (!recorded.keySet().containsAll(contested)
                || contested.stream().anyMatch(site -> isUnannounced(recorded, site))) {
            throw new SQLException("changed while it was recorded", "40001");
        }
    }

    /** Those of a group's sites that were announced, and not by the group itself. */
    static Map<String, RecordedSite> findAnnounced(Connection connection, ContactGroup group)
            throws SQLException {
        Map<String, RecordedSite> found = find(connection, group.sites().keySet(), group.claim());
        found.values().removeIf(row -> row.first() || !isAnnounced(row));
        return found;
    }

    private static boolean isAnnounced(@Nullable RecordedSite row) {
        return row != null && !Claims.isUnannounced(row.claim());
    }

    private static boolean isUnannounced(Map<String, RecordedSite> recorded, String site) {
        return Claims.isUnannounced(Objects.requireNonNull(recorded.get(site)).claim());
    }

    static Map<String, RecordedSite> find(
            Connection connection, Collection<String> sites, long claim) throws SQLException {
        Map<String, RecordedSite> found = HashMap.newHashMap(sites.size());
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, sites.toArray(String[]::new));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    long holder = row.getLong(3);
                    found.put(
                            row.getString(1),
                            new RecordedSite(row.getLong(2), holder, holder == claim));
                }
            }
        }
        return found;
    }

    /** Adds those that are not there, in order, and returns how many. Each site comes once. */
    static int add(Connection connection, List<ContactRow> rows, long claim) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setInt(1, rows.size());
            add.setInt(2, rows.size());
            add.setLong(3, claim);
            ContactRow.set(add, 4, rows);
            return write(add);
        }
    }

    /**
     * Announces contacts that nobody received, if nothing has changed since they were read. In
     * order of name, so that two servers do not wait for each other.
     */
    static int take(Connection connection, Map<String, RecordedSite> read, long claim)
            throws SQLException {
        Map<String, RecordedSite> unannounced = new TreeMap<>(read);
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, claim);
            take.setObject(2, unannounced.keySet().toArray(String[]::new));
            take.setObject(
                    3, unannounced.values().stream().mapToLong(RecordedSite::claim).toArray());
            return write(take);
        }
    }

    /**
     * Takes back what a claim announced; what others hold by now stays theirs.
     *
     * @param unannounced the number to write
     */
    static int withdraw(
            Connection connection, Collection<String> sites, long claim, long unannounced)
            throws SQLException {
        try (PreparedStatement withdraw = connection.prepareStatement(WITHDRAW)) {
            withdraw.setLong(1, unannounced);
            withdraw.setObject(2, sites.toArray(String[]::new));
            withdraw.setLong(3, claim);
            return write(withdraw);
        }
    }

    /**
     * What a claim may have announced.
     *
     * @param asked sites and milliseconds since 1970
     */
    record InDoubt(Map<String, Long> asked, long claim) {}

    /**
     * Takes back, in a transaction, what a claim announced to nobody, whatever of its statements is
     * still under way. Other servers may hold its contacts as known by now, and are notified that
     * this is stale.
     */
    static int settle(Connection connection, InDoubt group, long unannounced, InstantSource clock)
            throws SQLException {
        lockTable(connection);
        Map<String, Long> kept = new LinkedHashMap<>(group.asked);
        ForgottenNames.find(connection, group.asked.keySet(), clock)
                .forEach(
                        (site, forgotten) ->
                                kept.computeIfPresent(
                                        site, (_, at) -> forgotten.covers(at) ? null : at));
        if (kept.isEmpty()) {
            confirm(connection);
            return 0;
        }
        try (PreparedStatement settle = connection.prepareStatement(SETTLE)) {
            settle.setInt(1, kept.size());
            settle.setInt(2, kept.size());
            settle.setLong(3, unannounced);
            settle.setObject(4, kept.keySet().toArray(String[]::new));
            settle.setObject(5, kept.values().stream().mapToLong(Long::longValue).toArray());
            settle.setLong(6, group.claim);
            return write(settle);
        }
    }

    /**
     * Takes, in a transaction, the row of the state before those of contacts, as all do who need
     * both.
     */
    static void holdState(Connection connection) throws SQLException {
        lockTable(connection);
        confirm(connection);
    }

    /**
     * Takes, in a transaction and before the row of the state, the table that a name is forgotten
     * under: what is forgotten from here on is forgotten after the commit.
     */
    static void lockTable(Connection connection) throws SQLException {
        try (Statement lock = connection.createStatement()) {
            lock.execute("LOCK TABLE contacts IN ROW EXCLUSIVE MODE");
        }
    }

    /** Writes the row of the state as it is. */
    static int confirm(Connection connection) throws SQLException {
        try (PreparedStatement confirm = connection.prepareStatement(CONFIRM)) {
            return write(confirm);
        }
    }

    /** Has all servers drop what they hold in memory. */
    static void tellOthers(Connection connection) throws SQLException {
        try (PreparedStatement settled = connection.prepareStatement(SETTLED)) {
            write(settled);
        }
    }

    private static int write(PreparedStatement statement) throws SQLException {
        int rows = statement.executeUpdate();
        RecordStatement.requireDurable(statement);
        return rows;
    }
}
