package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.Leases;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;

/** Leases in the table turns, by the clock of the database, which is one for all servers. */
final class PostgresLeases implements Leases {

    private static final String BEGIN =
            "INSERT INTO turns AS t (name, holder, until) VALUES (?, ?, "
                    + PostgresDatabase.NOW
                    + " + ?) ON CONFLICT (name) DO UPDATE SET holder = excluded.holder,"
                    + " until = excluded.until WHERE t.until <= "
                    + PostgresDatabase.NOW;
    private static final String FIND =
            "SELECT holder, until - " + PostgresDatabase.NOW + " FROM turns WHERE name = ?";
    private static final String PAUSE =
            "UPDATE turns SET holder = 0, until = "
                    + PostgresDatabase.NOW
                    + " + ? WHERE name = ? AND holder = ?";
    private static final String END = "DELETE FROM turns WHERE name = ? AND holder = ?";

    private final PostgresPool pool;
    private final Claims claims;

    PostgresLeases(PostgresPool pool, Claims claims) {
        this.pool = pool;
        this.claims = claims;
    }

    /** Done twice, because a connection was lost, the second time finds its own number. */
    @Override
    public Lease begin(String name, Duration longest) {
        long id = claims.next();
        return pool.run(connection -> begin(connection, name, id, longest));
    }

    private static Lease begin(Connection connection, String name, long id, Duration longest)
            throws SQLException {
        try (PreparedStatement begin = connection.prepareStatement(BEGIN)) {
            begin.setString(1, name);
            begin.setLong(2, id);
            begin.setLong(3, longest.toMillis());
            if (begin.executeUpdate() > 0) {
                return new Lease(id, Duration.ZERO);
            }
        }
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            find.setString(1, name);
            try (ResultSet row = find.executeQuery()) {
                return row.next()
                        ? lease(row.getLong(1), row.getLong(2), id)
                        : new Lease(0, Duration.ZERO);
            }
        }
    }

    private static Lease lease(long holder, long millis, long id) {
        if (holder == id) {
            return new Lease(id, Duration.ZERO);
        }
        Duration left = Duration.ofMillis(Math.max(1, millis));
        boolean paused = holder == 0;
        return new Lease(0, paused || left.compareTo(Lease.SOON) < 0 ? left : Lease.SOON);
    }

    @Override
    public void end(String name, Lease lease, Duration pause) {
        pool.run(
                connection -> {
                    boolean pauses = pause.isPositive();
                    try (PreparedStatement end =
                            connection.prepareStatement(pauses ? PAUSE : END)) {
                        if (pauses) {
                            end.setLong(1, pause.toMillis());
                        }
                        end.setString(pauses ? 2 : 1, name);
                        end.setLong(pauses ? 3 : 2, lease.id());
                        return end.executeUpdate();
                    }
                });
    }
}
