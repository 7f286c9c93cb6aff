package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.Contacts;
import org.domainstats.store.StoreDeadline;
import org.domainstats.storepostgres.ContactGroup.Wanted;
import org.domainstats.storepostgres.UnsaidFile.Note;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.PartedRead;
import org.domainstats.storesql.Rows;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Contacts in the table {@code contacts}, numbered in the order in which they were committed. */
final class PostgresContacts implements Contacts {

    private static final String FIND = "SELECT first_asked FROM contacts WHERE site = ?";
    private static final String FIND_ALL =
            "SELECT id, site, first_asked, last_asked, asked FROM contacts WHERE site = ANY(?)";
    private static final String AFTER =
            "SELECT id, site, first_asked, last_asked, asked FROM contacts WHERE id > ?"
                    + " ORDER BY id LIMIT ?";
    private static final String ADD_ASKED =
            "UPDATE contacts c SET asked = c.asked + a.times,"
                    + " last_asked = greatest(c.last_asked, a.last)"
                    + " FROM unnest(?::text[], ?::bigint[], ?::bigint[]) AS a (site, last, times)"
                    + " WHERE c.site = a.site";
    private static final String RESETS = "SELECT resets + settled FROM contacts_state";

    private final PostgresPool pool;
    private final ContactQueue queue;
    private final Claims claims;
    private final UnsaidAnnouncements unsaid;
    private final ContactCount count;

    PostgresContacts(
            PostgresPool pool,
            ContactQueue queue,
            Claims claims,
            UnsaidAnnouncements unsaid,
            ContactCount count) {
        this.pool = pool;
        this.count = count;
        this.queue = queue;
        this.claims = claims;
        this.unsaid = unsaid;
    }

    /** Waits: the next group may overtake one that the database holds up. */
    @Override
    public Supplier<RecordedContacts> beginRecording(
            List<DomainName> sites, Instant at, Collection<DomainName> domains) {
        RecordedContacts recorded =
                sites.isEmpty()
                        ? RecordedContacts.NONE
                        : queue.record(
                                new Wanted(sites.stream().map(DomainName::ascii).toList(), domains),
                                at);
        return () -> recorded;
    }

    @Override
    public long merge(List<PastContact> contacts) {
        return PastContactRows.merge(pool, contacts);
    }

    /**
     * Only while the claim that announced them still holds them: done twice, it must not take back
     * what the next one has announced by then.
     */
    @Override
    public void withdrawAnnouncements(Collection<DomainName> sites) {
        if (sites.isEmpty()) {
            return;
        }
        Map<String, Note> notes = unsaid.find(sites.stream().map(DomainName::ascii).toList());
        Map<Long, List<String>> byClaim = pool.read(connection -> claims(connection, sites));
        if (!byClaim.isEmpty()) {
            pool.transaction(connection -> withdraw(connection, byClaim));
        }
        unsaid.takenBack(notes);
    }

    /** Other servers may hold the contacts as known by now. */
    private int withdraw(Connection connection, Map<Long, List<String>> byClaim)
            throws SQLException {
        ContactRows.holdState(connection);
        int withdrawn = 0;
        for (Map.Entry<Long, List<String>> each : byClaim.entrySet()) {
            withdrawn +=
                    ContactRows.withdraw(
                            connection, each.getValue(), each.getKey(), claims.unannounced());
        }
        if (withdrawn > 0) {
            ContactRows.tellOthers(connection);
        }
        return withdrawn;
    }

    @Override
    public void announced(Collection<DomainName> sites) {
        unsaid.said(sites.stream().map(DomainName::ascii).toList());
    }

    private static Map<Long, List<String>> claims(
            Connection connection, Collection<DomainName> sites) throws SQLException {
        Map<Long, List<String>> byClaim = new LinkedHashMap<>();
        try (PreparedStatement find =
                connection.prepareStatement(
                        "SELECT site, claim FROM contacts WHERE site = ANY(?)"
                                + " AND claim >= 0")) {
            find.setObject(1, TextParameters.names(sites));
            try (ResultSet row = find.executeQuery()) {
                while (row.next()) {
                    byClaim.computeIfAbsent(row.getLong(2), _ -> new ArrayList<>())
                            .add(row.getString(1));
                }
            }
        }
        return byClaim;
    }

    @Override
    public Optional<Instant> find(DomainName site) {
        return pool.read(
                connection -> {
                    try (PreparedStatement find = connection.prepareStatement(FIND)) {
                        find.setString(1, site.ascii());
                        try (ResultSet row = find.executeQuery()) {
                            return row.next()
                                    ? Optional.of(Instant.ofEpochMilli(row.getLong(1)))
                                    : Optional.empty();
                        }
                    }
                });
    }

    @Override
    public Map<DomainName, LoggedContact> findAll(List<DomainName> sites) {
        List<LoggedContact> found =
                StoreDeadline.current().isPresent()
                        ? findTogether(sites)
                        : PartedRead.all(
                                inOrder(sites), PostgresPool.MOST_LONG_READS, this::findTogether);
        return found.stream().collect(Collectors.toMap(LoggedContact::site, Function.identity()));
    }

    /** Those that follow each other share the pages of the index. */
    private static List<DomainName> inOrder(List<DomainName> sites) {
        return sites.stream().distinct().sorted(Comparator.comparing(DomainName::ascii)).toList();
    }

    private List<LoggedContact> findTogether(List<DomainName> sites) {
        return pool.readMany(
                connection -> {
                    try (PreparedStatement find = connection.prepareStatement(FIND_ALL)) {
                        find.setObject(1, TextParameters.names(sites));
                        return Rows.list(find, Rows::contact);
                    }
                });
    }

    /** In order of name, so that two servers do not wait for each other. */
    @Override
    public void addAsked(Collection<Asked> asked) {
        List<Asked> inOrder =
                asked.stream().sorted(Comparator.comparing(each -> each.site().ascii())).toList();
        if (!inOrder.isEmpty()) {
            pool.transactionBehind(connection -> addAsked(connection, inOrder));
        }
    }

    private static int addAsked(Connection connection, List<Asked> asked) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement(ADD_ASKED)) {
            add.setObject(1, TextParameters.names(asked.stream().map(Asked::site).toList()));
            add.setObject(
                    2, asked.stream().mapToLong(each -> each.last().toEpochMilli()).toArray());
            add.setObject(3, asked.stream().mapToLong(Asked::times).toArray());
            return add.executeUpdate();
        }
    }

    @Override
    public List<LoggedContact> after(long cursor, int limit) {
        return pool.readLog(
                connection -> {
                    try (PreparedStatement after = connection.prepareStatement(AFTER)) {
                        after.setLong(1, cursor);
                        after.setInt(2, limit);
                        return Rows.list(after, Rows::contact);
                    }
                });
    }

    @Override
    public long count() {
        return count.count();
    }

    private static long count(Connection connection) throws SQLException {
        return number(connection, "SELECT count(*) FROM contacts");
    }

    private static long number(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            return ColumnValues.number(statement);
        }
    }

    /** The table is locked before the row of the state, as by those who record contacts. */
    @Override
    public long reset() {
        return pool.longTransaction(
                connection -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("LOCK TABLE contacts IN ACCESS EXCLUSIVE MODE");
                        long forgotten = count(connection);
                        statement.execute("UPDATE contacts_state SET resets = resets + 1");
                        statement.execute("TRUNCATE contacts");
                        statement.execute("DELETE FROM contact_clients");
                        return forgotten;
                    }
                });
    }

    /** And how often groups in doubt were settled, as other servers may have answered by them. */
    @Override
    public long resets() {
        return pool.read(connection -> number(connection, RESETS));
    }
}
