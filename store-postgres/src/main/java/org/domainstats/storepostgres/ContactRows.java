package org.domainstats.storepostgres;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A group of first contacts as statements. Each is carried out under the number of a claim, which
 * the rows that it made bear: done again, after an attempt whose outcome is unknown, it finds them
 * and comes to the same result.
 */
final class ContactRows {

    /** Of a contact that was announced elsewhere. */
    static final long ANNOUNCED_ELSEWHERE = 0;

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
            "UPDATE contacts SET claim = ? WHERE site = ANY(?) AND claim IS NULL";
    private static final String WITHDRAW =
            "UPDATE contacts SET claim = NULL WHERE site = ANY(?) AND claim = ?";

    private static final String SETTLED = "UPDATE contacts_state SET settled = settled + 1";

    /** Its commit waits for what was committed before, on a standby too. */
    private static final String CONFIRM = "UPDATE contacts_state SET resets = resets";

    private ContactRows() {}

    /**
     * New contacts as columns.
     *
     * @param sites each once, in order
     */
    record Columns(String[] sites, long[] firstAsked, long[] lastAsked, long[] asked) {

        /** Those of sites that are asked about for the first time. */
        static Columns of(Map<String, Long> firstAsked) {
            long[] at = firstAsked.values().stream().mapToLong(Long::longValue).toArray();
            long[] once = new long[at.length];
            java.util.Arrays.fill(once, 1);
            return new Columns(firstAsked.keySet().toArray(String[]::new), at, at, once);
        }

        int count() {
            return sites.length;
        }
    }

    /**
     * Records contacts and decides which of them this claim announces.
     *
     * @param asked sites and milliseconds since 1970
     * @param again whether an earlier attempt may have been carried out
     */
    static Map<String, RecordedSite> record(
            Connection connection, Map<String, Long> asked, long claim, boolean again)
            throws SQLException {
        Map<String, RecordedSite> recorded = HashMap.newHashMap(asked.size());
        Map<String, Long> open = find(connection, asked, claim, recorded);
        if (again && recorded.values().stream().anyMatch(RecordedSite::first)) {
            write(connection, CONFIRM);
        }
        if (open.isEmpty()) {
            return recorded;
        }
        Map<String, Long> absent = new LinkedHashMap<>(open);
        absent.keySet().removeAll(recorded.keySet());
        List<String> withdrawn = open.keySet().stream().filter(recorded::containsKey).toList();
        if (!withdrawn.isEmpty()) {
            take(connection, withdrawn, claim);
        }
        if (!absent.isEmpty() && add(connection, Columns.of(absent), claim) == absent.size()) {
            absent.forEach((site, at) -> recorded.put(site, new RecordedSite(at, true)));
            open.keySet().removeAll(absent.keySet());
        }
        if (!open.isEmpty()) {
            // Others were quicker with some: their rows say whose they are.
            Map<String, Long> left = find(connection, open, claim, recorded);
            left.keySet().removeAll(recorded.keySet());
            if (!left.isEmpty()) {
                throw new SQLException("forgotten while recorded", "40001");
            }
        }
        return recorded;
    }

    /** Adds what is there to {@code recorded}, and returns what this claim might announce yet. */
    private static Map<String, Long> find(
            Connection connection,
            Map<String, Long> asked,
            long claim,
            Map<String, RecordedSite> recorded)
            throws SQLException {
        Map<String, Long> open = new LinkedHashMap<>(asked);
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setObject(1, asked.keySet().toArray(String[]::new));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    String site = row.getString(1);
                    long holder = row.getLong(3);
                    boolean held = !row.wasNull();
                    recorded.put(site, new RecordedSite(row.getLong(2), held && holder == claim));
                    if (held) {
                        open.remove(site);
                    }
                }
            }
        }
        return open;
    }

    /** Adds those that are not there, and returns how many. */
    static int add(Connection connection, Columns columns, long claim) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD)) {
            add.setInt(1, columns.count());
            add.setInt(2, columns.count());
            add.setLong(3, claim);
            add.setObject(4, columns.sites);
            add.setObject(5, columns.firstAsked);
            add.setObject(6, columns.lastAsked);
            add.setObject(7, columns.asked);
            return write(add);
        }
    }

    private static void take(Connection connection, Collection<String> sites, long claim)
            throws SQLException {
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, claim);
            take.setObject(2, sites.toArray(String[]::new));
            write(take);
        }
    }

    /** Takes back what a claim announced; what others hold by now stays theirs. */
    static int withdraw(Connection connection, Collection<String> sites, long claim)
            throws SQLException {
        try (PreparedStatement withdraw = connection.prepareStatement(WITHDRAW)) {
            withdraw.setObject(1, sites.toArray(String[]::new));
            withdraw.setLong(2, claim);
            return write(withdraw);
        }
    }

    /**
     * Takes back what a claim announced to nobody, in a transaction. Other servers may hold its
     * contacts as known by now, and are told that this is stale.
     */
    static int settle(Connection connection, Collection<String> sites, long claim)
            throws SQLException {
        int withdrawn = withdraw(connection, sites, claim);
        if (withdrawn > 0) {
            write(connection, SETTLED);
        }
        return withdrawn;
    }

    private static void write(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            write(statement);
        }
    }

    /**
     * A commit that was cancelled while it waited for a standby succeeds with a warning: a failover
     * may lose it.
     */
    private static int write(PreparedStatement statement) throws SQLException {
        int rows = statement.executeUpdate();
        @Nullable Throwable warning = statement.getWarnings();
        if (warning != null) {
            throw new SQLException(
                    "committed, but: " + warning.getMessage(), PostgresFaults.COMMIT_IN_DOUBT);
        }
        return rows;
    }
}
