package org.domainstats.storesql;

import org.domainstats.store.events.EventOutputs;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Where outputs are, in the table {@code event_outputs}. */
public final class SqlEventOutputs implements EventOutputs {

    private static final String POSITIONS =
            "SELECT name, delivered, dropped FROM event_outputs ORDER BY name";
    private static final String ADD =
            "INSERT INTO event_outputs (name, delivered, dropped) VALUES (?, ?, 0)"
                    + " ON CONFLICT DO NOTHING";
    private static final String DELIVERED =
            "UPDATE event_outputs SET delivered = ? WHERE name = ? AND delivered < ?";
    private static final String RELEASE =
            "UPDATE events_state SET holder = '', held_until = 0 WHERE holder = ?";

    private final SqlDatabase database;
    private final String hold;

    public SqlEventOutputs(SqlDatabase database) {
        this.database = database;
        this.hold =
                "UPDATE events_state SET holder = ?, held_until = "
                        + database.now()
                        + " + ? WHERE holder = ? OR holder = '' OR held_until <= "
                        + database.now();
    }

    @Override
    public Map<String, Position> positions() {
        return database.read(statements -> Rows.positions(statements.prepare(POSITIONS)));
    }

    @Override
    public void add(String output, long after) {
        database.write(
                statements -> {
                    PreparedStatement add = statements.prepare(ADD);
                    add.setString(1, output);
                    add.setLong(2, after);
                    return add.executeUpdate();
                });
    }

    @Override
    public void delivered(String output, long number) {
        database.write(
                statements -> {
                    PreparedStatement delivered = statements.prepare(DELIVERED);
                    delivered.setLong(1, number);
                    delivered.setString(2, output);
                    delivered.setLong(3, number);
                    return delivered.executeUpdate();
                });
    }

    @Override
    public boolean hold(String holder, Duration length) {
        return database.write(
                statements -> {
                    PreparedStatement take = statements.prepare(hold);
                    take.setString(1, holder);
                    take.setLong(2, length.toMillis());
                    take.setString(3, holder);
                    return take.executeUpdate() > 0;
                });
    }

    @Override
    public void release(String holder) {
        database.write(statements -> run(statements, RELEASE, holder));
    }

    private static int run(SqlDatabase.Statements statements, String sql, String text)
            throws SQLException {
        PreparedStatement statement = statements.prepare(sql);
        statement.setString(1, text);
        return statement.executeUpdate();
    }
}
