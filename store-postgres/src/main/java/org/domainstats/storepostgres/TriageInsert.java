package org.domainstats.storepostgres;

import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.store.triage.TriageEntry;
import org.domainstats.store.triage.TriageFacts;
import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/** New rows of the triage table, all in one statement: a statement for each costs three times. */
final class TriageInsert {

    private static final String INSERT =
            "INSERT INTO triage (id, site, domain, first_asked, age, young, registered, status,"
                    + " rank, first_us, for_us, sleeper, score, settled, mark)"
                    + " SELECT * FROM unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[],"
                    + " ?::integer[], ?::integer[], ?::bigint[], ?::text[], ?::integer[],"
                    + " ?::bigint[], ?::integer[], ?::integer[], ?::integer[], ?::integer[],"
                    + " ?::integer[])";

    private final PreparedStatement insert;
    private final List<TriageEntry> entries;
    private int parameter;

    private TriageInsert(PreparedStatement insert, List<TriageEntry> entries) {
        this.insert = insert;
        this.entries = entries;
    }

    static void insert(Connection connection, List<TriageEntry> entries) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            new TriageInsert(insert, entries).bind();
            insert.executeUpdate();
        }
    }

    private void bind() throws SQLException {
        numbers(TriageEntry::cursor);
        values(String[]::new, entry -> entry.contact().site().ascii());
        values(String[]::new, TriageInsert::otherDomain);
        numbers(entry -> entry.contact().firstAsked().toEpochMilli());
        integers(entry -> entry.facts().age().number());
        flags(TriageFacts::young);
        values(Long[]::new, entry -> millis(entry.facts().registered()));
        values(String[]::new, entry -> entry.facts().status());
        values(Integer[]::new, entry -> entry.facts().rank());
        values(Long[]::new, entry -> millis(entry.facts().firstUs()));
        flags(TriageFacts::forUs);
        flags(TriageFacts::isSleeper);
        values(Integer[]::new, entry -> entry.facts().score());
        flags(TriageFacts::settled);
        integers(entry -> entry.mark().number());
    }

    private void numbers(ToLongFunction<TriageEntry> column) throws SQLException {
        insert.setObject(++parameter, entries.stream().mapToLong(column).toArray());
    }

    private void integers(ToIntFunction<TriageEntry> column) throws SQLException {
        insert.setObject(++parameter, entries.stream().mapToInt(column).toArray());
    }

    private void flags(Predicate<TriageFacts> column) throws SQLException {
        integers(entry -> column.test(entry.facts()) ? 1 : 0);
    }

    private <T> void values(IntFunction<T[]> array, Function<TriageEntry, @Nullable T> column)
            throws SQLException {
        @Nullable T[] values = array.apply(entries.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = column.apply(entries.get(i));
        }
        insert.setObject(++parameter, values);
    }

    /** Of a site that is not a domain itself. */
    private static @Nullable String otherDomain(TriageEntry entry) {
        LoggedContact contact = entry.contact();
        return entry.domain().equals(contact.site()) ? null : entry.domain().ascii();
    }

    private static @Nullable Long millis(@Nullable Instant instant) {
        return instant == null ? null : instant.toEpochMilli();
    }
}
