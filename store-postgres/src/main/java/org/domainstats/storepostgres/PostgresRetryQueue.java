package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.storesql.ColumnValues;
import org.domainstats.storesql.Rows;
import org.domainstats.storesql.SqlRetryQueue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/** Many entries by one statement. */
final class PostgresRetryQueue extends SqlRetryQueue {

    private static final String WRITE =
            "INSERT INTO retries (domain, priority, due, attempts, reason)"
                    + " SELECT * FROM unnest(?::text[], ?::int[], ?::bigint[], ?::int[], ?::text[])"
                    + " ON CONFLICT (domain) DO UPDATE SET priority = excluded.priority,"
                    + " due = excluded.due, reason = excluded.reason";
    private static final String PUT = WRITE + ", attempts = excluded.attempts";
    private static final String ADD = WRITE + " WHERE retries.priority > excluded.priority";
    private static final String TAKE =
            "UPDATE retries r SET due = ? FROM unnest(?::text[], ?::bigint[]) AS a (domain, due)"
                    + " WHERE r.domain = a.domain AND r.due = a.due RETURNING r.domain";
    private static final int LARGEST_PART = 4_096;

    private final PostgresPool pool;

    PostgresRetryQueue(PostgresDatabase database) {
        super(database);
        this.pool = database.pool();
    }

    /** Of two entries of one domain the later stands. */
    @Override
    public void putAll(List<Retry> retries) {
        write(retries, PUT, (_, later) -> later);
    }

    /** Of two entries of one domain the one that was asked for stands, otherwise the earlier. */
    @Override
    public void add(List<Retry> retries) {
        write(
                retries,
                ADD,
                (earlier, later) ->
                        Rows.number(later.priority()) < Rows.number(earlier.priority())
                                ? later
                                : earlier);
    }

    /** In order of name, so that two servers do not wait for each other. */
    private void write(List<Retry> retries, String sql, BinaryOperator<Retry> choice) {
        for (int from = 0; from < retries.size(); from += LARGEST_PART) {
            Map<String, Retry> byDomain = new TreeMap<>();
            for (Retry each :
                    retries.subList(from, Math.min(retries.size(), from + LARGEST_PART))) {
                byDomain.merge(each.domain().ascii(), each, choice);
            }
            List<Retry> part = List.copyOf(byDomain.values());
            pool.run(connection -> write(connection, sql, part));
        }
    }

    private static int write(Connection connection, String sql, List<Retry> retries)
            throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(sql)) {
            write.setObject(1, TextParameters.names(retries.stream().map(Retry::domain).toList()));
            write.setObject(2, retries.stream().mapToInt(PostgresRetryQueue::number).toArray());
            write.setObject(
                    3, retries.stream().mapToLong(each -> each.due().toEpochMilli()).toArray());
            write.setObject(4, retries.stream().mapToInt(Retry::attempts).toArray());
            write.setObject(
                    5,
                    retries.stream()
                            .map(each -> ColumnValues.text(each.reason()))
                            .toArray(String[]::new));
            return write.executeUpdate();
        }
    }

    /** Done twice, because the connection was lost, it finds none: they come back when due. */
    @Override
    public List<Retry> take(List<Retry> read, Instant until) {
        if (read.isEmpty()) {
            return List.of();
        }
        Set<String> taken = pool.transaction(connection -> take(connection, read, until));
        return read.stream().filter(each -> taken.contains(each.domain().ascii())).toList();
    }

    private static Set<String> take(Connection connection, List<Retry> read, Instant until)
            throws SQLException {
        Set<String> taken = new HashSet<>();
        try (PreparedStatement take = connection.prepareStatement(TAKE)) {
            take.setLong(1, until.toEpochMilli());
            take.setObject(2, TextParameters.names(read.stream().map(Retry::domain).toList()));
            take.setObject(3, read.stream().mapToLong(each -> each.due().toEpochMilli()).toArray());
            try (ResultSet row = take.executeQuery()) {
                while (row.next()) {
                    taken.add(row.getString(1));
                }
            }
        }
        return taken;
    }

    private static int number(Retry retry) {
        return Rows.number(retry.priority());
    }
}
