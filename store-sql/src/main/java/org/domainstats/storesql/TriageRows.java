package org.domainstats.storesql;

import org.domainstats.model.DomainName;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.triage.AgeBin;
import org.domainstats.store.triage.Mark;
import org.domainstats.store.triage.Triage.Count;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts;
import org.domainstats.store.triage.TriageFacts.Kind;
import org.jspecify.annotations.Nullable;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Rows of the triage table as values, the same in every store. */
public final class TriageRows {

    private static final int FACTS = 10;

    /** What is counted together, in milliseconds. */
    public static final long HOUR_MILLIS = 3_600_000;

    public static final long DAY_MILLIS = 24 * HOUR_MILLIS;

    private TriageRows() {}

    /** The hour that a contact is counted in. */
    public static long hour(TriageEntry entry) {
        long at = entry.contact().firstAsked().toEpochMilli();
        return at - Math.floorMod(at, HOUR_MILLIS);
    }

    /** Sets the parameters of {@link TriageSql#INSERT}. */
    public static void bind(PreparedStatement insert, TriageEntry entry) throws SQLException {
        LoggedContact contact = entry.contact();
        TriageFacts facts = entry.facts();
        insert.setLong(1, contact.cursor());
        insert.setString(2, contact.site().ascii());
        insert.setString(3, entry.domain().equals(contact.site()) ? null : entry.domain().ascii());
        insert.setLong(4, contact.firstAsked().toEpochMilli());
        insert.setInt(5, facts.age().number());
        insert.setInt(6, number(facts.young()));
        set(insert, 7, facts.registered());
        insert.setString(8, facts.status());
        set(insert, 9, facts.rank());
        set(insert, 10, facts.firstUs());
        insert.setInt(11, number(facts.forUs()));
        insert.setInt(12, number(facts.isSleeper()));
        set(insert, 13, facts.score());
        insert.setInt(14, number(facts.settled()));
        insert.setInt(15, entry.mark().number());
    }

    /** Sets the parameters of {@link TriageSql#REVISE}. */
    public static void bindFacts(PreparedStatement revise, TriageEntry entry) throws SQLException {
        TriageFacts facts = entry.facts();
        revise.setInt(1, facts.age().number());
        revise.setInt(2, number(facts.young()));
        set(revise, 3, facts.registered());
        revise.setString(4, facts.status());
        set(revise, 5, facts.rank());
        set(revise, 6, facts.firstUs());
        revise.setInt(7, number(facts.forUs()));
        revise.setInt(8, number(facts.isSleeper()));
        set(revise, 9, facts.score());
        revise.setInt(FACTS, number(facts.settled()));
        revise.setLong(FACTS + 1, entry.cursor());
    }

    /** Sets the parameters of {@link TriageCountSql#addCount}. */
    public static void bindKind(PreparedStatement add, long at, Kind kind, long contacts)
            throws SQLException {
        add.setLong(1, at);
        add.setInt(2, kind.age().number());
        add.setInt(3, number(kind.young()));
        add.setInt(4, number(kind.ranked()));
        add.setInt(5, number(kind.forUs()));
        add.setInt(6, number(kind.sleeper()));
        add.setLong(7, contacts);
    }

    /** Sets all values of a question. */
    public static void bind(PreparedStatement query, List<Object> values) throws SQLException {
        int parameter = 0;
        for (Object value : values) {
            parameter++;
            if (value instanceof Long number) {
                query.setLong(parameter, number);
            } else {
                query.setString(parameter, value.toString());
            }
        }
    }

    /**
     * Sets the parameters of {@link TriageCountSql#COUNTS}. Days are read where they can be: there
     * are far fewer.
     */
    public static void bindCounts(PreparedStatement counts, Instant from, Instant to, long step)
            throws SQLException {
        List<Object> values = new ArrayList<>(List.of(step, step));
        values.addAll(ranges(from, to, step));
        bind(counts, values);
    }

    /** From where to where hours are read, then days, then hours again. */
    static List<Object> ranges(Instant from, Instant to, long step) {
        long begin = from.toEpochMilli();
        long end = to.toEpochMilli();
        long firstDay = Math.ceilDiv(begin, DAY_MILLIS) * DAY_MILLIS;
        long lastDay = Math.floorDiv(end, DAY_MILLIS) * DAY_MILLIS;
        boolean days = step % DAY_MILLIS == 0 && firstDay < lastDay;
        long first = days ? firstDay : end;
        long last = days ? lastDay : end;
        return List.of(begin, first, first, last, last, end);
    }

    /** The counts that a question yields. */
    public static List<Count> counts(PreparedStatement query) throws SQLException {
        List<Count> counts = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Kind kind =
                        new Kind(
                                AgeBin.ofNumber(row.getInt(2)),
                                row.getInt(3) == 1,
                                row.getInt(4) == 1,
                                row.getInt(5) == 1,
                                row.getInt(6) == 1);
                counts.add(new Count(Instant.ofEpochMilli(row.getLong(1)), kind, row.getLong(7)));
            }
        }
        return counts;
    }

    /** The entries that a question yields. */
    public static List<TriageEntry> entries(PreparedStatement query) throws SQLException {
        List<TriageEntry> entries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                entries.add(entry(row));
            }
        }
        return entries;
    }

    private static TriageEntry entry(ResultSet row) throws SQLException {
        DomainName site = new DomainName(row.getString(2));
        @Nullable String domain = row.getString(3);
        TriageFacts facts =
                new TriageFacts(
                        AgeBin.ofNumber(row.getInt(5)),
                        row.getInt(6) == 1,
                        instant(row, 7),
                        row.getString(8),
                        integer(row, 9),
                        instant(row, 10),
                        row.getInt(11) == 1,
                        integer(row, 12),
                        row.getInt(13) == 1);
        LoggedContact contact =
                new LoggedContact(
                        row.getLong(1),
                        site,
                        Instant.ofEpochMilli(row.getLong(4)),
                        Instant.ofEpochMilli(row.getLong(15)),
                        row.getLong(16));
        return new TriageEntry(
                contact,
                domain == null ? site : new DomainName(domain),
                facts,
                Mark.ofNumber(row.getInt(14)));
    }

    private static int number(boolean yes) {
        return yes ? 1 : 0;
    }

    private static void set(PreparedStatement statement, int parameter, @Nullable Instant value)
            throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.BIGINT);
        } else {
            statement.setLong(parameter, value.toEpochMilli());
        }
    }

    private static void set(PreparedStatement statement, int parameter, @Nullable Integer value)
            throws SQLException {
        if (value == null) {
            statement.setNull(parameter, Types.INTEGER);
        } else {
            statement.setInt(parameter, value);
        }
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        long millis = row.getLong(column);
        return row.wasNull() ? null : Instant.ofEpochMilli(millis);
    }

    private static @Nullable Integer integer(ResultSet row, int column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
