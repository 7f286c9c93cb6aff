package org.domainstats.postgres;

import org.domainstats.store.StoreException;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.UUID;

/**
 * Whether each connection has a session of its own. Behind a pooler that hands sessions on after
 * each transaction, statements that one connection has prepared are carried out for another: of
 * 2,000 new names 80 were never announced.
 */
public final class SessionCheck {

    private static final String SETTING = "domain_stats.session";

    /** Others may use the pooler just now, and take the session in between. */
    private static final int TIMES = 5;

    private SessionCheck() {}

    /**
     * Returns if they have, or if it cannot be found out, as there is one connection only.
     *
     * @throws StoreException if they have not
     */
    public static void require(PostgresPool pool) {
        try {
            if (pool.once(one -> pool.once(other -> isShared(one, other)))) {
                throw new StoreException(
                        pool.address()
                                + " is behind a pooler that hands sessions on between transactions,"
                                + " and first contacts would be lost; set PgBouncer's pool_mode to"
                                + " session, or name the database itself in store");
            }
        } catch (SQLTransientConnectionException e) {
            System.getLogger(SessionCheck.class.getName())
                    .log(System.Logger.Level.DEBUG, "no second connection", e);
        } catch (SQLException e) {
            throw pool.fault(e);
        }
    }

    /** Whether what one connection sets in its session is seen by the other. */
    static boolean isShared(Connection one, Connection other) throws SQLException {
        String value = UUID.randomUUID().toString();
        boolean shared = false;
        for (int i = 0; i < TIMES && !shared; i++) {
            try (PreparedStatement set =
                            one.prepareStatement("SELECT set_config('" + SETTING + "', ?, false)");
                    PreparedStatement get =
                            other.prepareStatement(
                                    "SELECT current_setting('" + SETTING + "', true)")) {
                set.setString(1, value);
                var _ = set.execute();
                try (ResultSet row = get.executeQuery()) {
                    shared = row.next() && value.equals(row.getString(1));
                }
            }
        }
        return shared;
    }
}
