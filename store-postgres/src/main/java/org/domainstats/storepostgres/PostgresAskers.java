package org.domainstats.storepostgres;

import org.domainstats.model.DomainName;
import org.domainstats.postgres.PostgresPool;
import org.domainstats.postgres.TextParameters;
import org.domainstats.store.Askers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/** Who asked, in the tables {@code askers} and {@code public_domains}. */
final class PostgresAskers implements Askers {

    private static final String NOTE =
            "INSERT INTO askers (domain, hash) SELECT a.domain, a.hash FROM unnest(?::text[],"
                    + " ?::bigint[]) AS a (domain, hash) WHERE NOT EXISTS (SELECT 1 FROM public_domains"
                    + " p WHERE p.domain = a.domain) ON CONFLICT DO NOTHING";
    private static final String PUBLISH =
            "INSERT INTO public_domains (domain) SELECT domain FROM askers WHERE domain = ANY(?)"
                    + " GROUP BY domain HAVING count(*) >= ? ORDER BY domain ON CONFLICT DO NOTHING";
    private static final String FORGET =
            "DELETE FROM askers WHERE domain = ANY(?)"
                    + " AND domain IN (SELECT domain FROM public_domains WHERE domain = ANY(?))";
    private static final String PUBLIC_AFTER =
            "SELECT domain FROM public_domains WHERE domain > ? ORDER BY domain LIMIT ?";

    private static final int LARGEST_PART = 4_096;
    private static final int PAGE = 10_000;

    private final PostgresPool pool;

    PostgresAskers(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public void note(Collection<Asker> askers, int enough) {
        List<Asker> inOrder =
                askers.stream()
                        .sorted(
                                Comparator.comparing((Asker each) -> each.domain().ascii())
                                        .thenComparingLong(Asker::hash))
                        .toList();
        for (int from = 0; from < inOrder.size(); from += LARGEST_PART) {
            List<Asker> part = inOrder.subList(from, Math.min(inOrder.size(), from + LARGEST_PART));
            pool.transaction(connection -> note(connection, part, enough));
        }
    }

    private static int note(Connection connection, List<Asker> askers, int enough)
            throws SQLException {
        List<DomainName> domains = askers.stream().map(Asker::domain).toList();
        try (PreparedStatement note = connection.prepareStatement(NOTE)) {
            note.setObject(1, TextParameters.names(domains));
            note.setObject(2, askers.stream().mapToLong(Asker::hash).toArray());
            if (note.executeUpdate() == 0) {
                return 0;
            }
        }
        try (PreparedStatement publish = connection.prepareStatement(PUBLISH)) {
            publish.setObject(1, TextParameters.names(domains));
            publish.setInt(2, enough);
            publish.executeUpdate();
        }
        try (PreparedStatement forget = connection.prepareStatement(FORGET)) {
            forget.setObject(1, TextParameters.names(domains));
            forget.setObject(2, TextParameters.names(domains));
            return forget.executeUpdate();
        }
    }

    /** In pages, so that a lost connection repeats none. */
    @Override
    public void forEachPublic(Consumer<DomainName> consumer) {
        String last = "";
        List<String> page;
        do {
            String from = last;
            page = pool.read(connection -> page(connection, from));
            page.forEach(domain -> consumer.accept(new DomainName(domain)));
            last = page.isEmpty() ? last : page.getLast();
        } while (page.size() == PAGE);
    }

    private static List<String> page(Connection connection, String after) throws SQLException {
        List<String> page = new ArrayList<>();
        try (PreparedStatement next = connection.prepareStatement(PUBLIC_AFTER)) {
            next.setString(1, after);
            next.setInt(2, PAGE);
            try (ResultSet row = next.executeQuery()) {
                while (row.next()) {
                    page.add(row.getString(1));
                }
            }
        }
        return page;
    }
}
