package org.domainstats.storepostgres;

import org.domainstats.postgres.PostgresPool;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.time.Duration;
import java.util.Map;

/** Where outputs are, in the table {@code event_outputs}. */
final class PostgresEventOutputs implements EventOutputs {

    private static final String POSITIONS =
            "SELECT name, delivered, dropped FROM event_outputs ORDER BY name";
    private static final String ADD =
            "INSERT INTO event_outputs (delivered, name, dropped) VALUES (?, ?, 0)"
                    + " ON CONFLICT DO NOTHING";
    private static final String DELIVERED =
            "UPDATE event_outputs SET delivered = greatest(delivered, ?) WHERE name = ?";
    private static final String REMOVE = "DELETE FROM event_outputs WHERE name = ?";
    private static final String HOLD =
            "UPDATE events_state SET holder = ?, held_until = "
                    + PostgresTurns.NOW
                    + " + ? WHERE holder = ? OR holder = '' OR held_until <= "
                    + PostgresTurns.NOW;
    private static final String RELEASE =
            "UPDATE events_state SET holder = '', held_until = 0 WHERE holder = ?";

    private final PostgresPool pool;

    PostgresEventOutputs(PostgresPool pool) {
        this.pool = pool;
    }

    @Override
    public Map<String, Position> positions() {
        return pool.run(
                connection -> {
                    try (PreparedStatement all = connection.prepareStatement(POSITIONS)) {
                        return Rows.positions(all);
                    }
                });
    }

    @Override
    public void add(String output, long after) {
        write(ADD, output, after);
    }

    @Override
    public void delivered(String output, long number) {
        write(DELIVERED, output, number);
    }

    private void write(String sql, String output, long number) {
        pool.run(
                connection -> {
                    try (PreparedStatement write = connection.prepareStatement(sql)) {
                        write.setLong(1, number);
                        write.setString(2, output);
                        return write.executeUpdate();
                    }
                });
    }

    @Override
    public void remove(String output) {
        write(REMOVE, output);
    }

    private void write(String sql, String text) {
        pool.run(
                connection -> {
                    try (PreparedStatement write = connection.prepareStatement(sql)) {
                        write.setString(1, text);
                        return write.executeUpdate();
                    }
                });
    }

    @Override
    public boolean hold(String holder, Duration length) {
        return pool.run(
                connection -> {
                    try (PreparedStatement hold = connection.prepareStatement(HOLD)) {
                        hold.setString(1, holder);
                        hold.setLong(2, length.toMillis());
                        hold.setString(3, holder);
                        return hold.executeUpdate() > 0;
                    }
                });
    }

    @Override
    public void release(String holder) {
        write(RELEASE, holder);
    }
}
