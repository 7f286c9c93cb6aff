package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.store.Contacts.LoggedContact;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.PartedRead;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;

/** Rows of the table {@code contacts} by their numbers, thousands at a time. */
final class NumberedContacts {

    private static final String FIND =
            "SELECT c.id, c.site, c.first_asked, c.last_asked, c.asked FROM json_each(?) j"
                    + " CROSS JOIN contacts c ON c.id = j.value";
    private static final String READ =
            "SELECT count(c.asked) FROM json_each(?) j CROSS JOIN contacts c ON c.id = j.value";

    private NumberedContacts() {}

    /** Those that are there. */
    static List<LoggedContact> find(ReaderPool readers, List<Long> numbers) {
        return PartedRead.all(
                inOrder(numbers),
                readers.size(),
                part ->
                        readers.read(
                                statements ->
                                        Rows.list(query(statements, FIND, part), Rows::contact)));
    }

    /** Has them in the system's memory, so that who reads one after the other need not wait. */
    static void readAhead(ReaderPool readers, List<Long> numbers) {
        PartedRead.all(
                inOrder(numbers),
                readers.size(),
                part -> readers.read(statements -> List.of(read(statements, part))));
    }

    private static long read(PreparedStatements statements, List<Long> part) throws SQLException {
        return ColumnValues.number(query(statements, READ, part));
    }

    /** Rows that follow each other share pages. */
    private static List<Long> inOrder(List<Long> numbers) {
        return numbers.stream().sorted().toList();
    }

    private static PreparedStatement query(
            PreparedStatements statements, String sql, List<Long> numbers) throws SQLException {
        PreparedStatement query = statements.prepare(sql);
        query.setString(
                1,
                numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "[", "]")));
        return query;
    }
}
