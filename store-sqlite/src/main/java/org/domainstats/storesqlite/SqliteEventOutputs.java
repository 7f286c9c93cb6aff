package org.domainstats.storesqlite;

import org.domainstats.sqlite.PreparedStatements;
import org.domainstats.sqlite.ReaderPool;
import org.domainstats.sqlite.WriteQueue;
import org.domainstats.store.events.EventOutputs;
import org.domainstats.storesql.Rows;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;

/** Where outputs are, in the table {@code event_outputs}. */
final class SqliteEventOutputs implements EventOutputs {

    private static final String POSITIONS =
            "SELECT name, delivered, dropped FROM event_outputs ORDER BY name";
    private static final String ADD =
            "INSERT INTO event_outputs (name, delivered, dropped) VALUES (?, ?, 0)"
                    + " ON CONFLICT DO NOTHING";
    private static final String DELIVERED =
            "UPDATE event_outputs SET delivered = max(delivered, ?2) WHERE name = ?1";
    private static final String REMOVE = "DELETE FROM event_outputs WHERE name = ?";
    private static final String NOW = "CAST(unixepoch('subsec') * 1000 AS INTEGER)";
    private static final String HOLD =
            "UPDATE events_state SET holder = ?1, held_until = "
                    + NOW
                    + " + ?2 WHERE holder = ?1 OR holder = '' OR held_until <= "
                    + NOW;
    private static final String RELEASE =
            "UPDATE events_state SET holder = '', held_until = 0 WHERE holder = ?";

    private final WriteQueue writer;
    private final ReaderPool readers;

    SqliteEventOutputs(WriteQueue writer, ReaderPool readers) {
        this.writer = writer;
        this.readers = readers;
    }

    @Override
    public Map<String, Position> positions() {
        return readers.read(statements -> Rows.positions(statements.prepare(POSITIONS)));
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
        writer.write(
                statements -> {
                    PreparedStatement write = statements.prepare(sql);
                    write.setString(1, output);
                    write.setLong(2, number);
                    return write.executeUpdate();
                });
    }

    @Override
    public void remove(String output) {
        writer.write(statements -> run(statements, REMOVE, output));
    }

    @Override
    public boolean hold(String holder, Duration length) {
        return writer.write(
                statements -> {
                    PreparedStatement hold = statements.prepare(HOLD);
                    hold.setString(1, holder);
                    hold.setLong(2, length.toMillis());
                    return hold.executeUpdate() > 0;
                });
    }

    @Override
    public void release(String holder) {
        writer.write(statements -> run(statements, RELEASE, holder));
    }

    private static int run(PreparedStatements statements, String sql, String text)
            throws SQLException {
        PreparedStatement statement = statements.prepare(sql);
        statement.setString(1, text);
        return statement.executeUpdate();
    }
}
