package org.domainstats.postgres;

import org.domainstats.store.StoreException;
import org.jspecify.annotations.Nullable;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;

/**
 * A connection before those of the pool, which tries one that is refused for as long as one that is
 * lost, and by then may not know why.
 */
public final class FirstConnection {

    private FirstConnection() {}

    /**
     * Makes it and closes it. That the database cannot be reached is no refusal.
     *
     * @throws StoreException if it is refused until somebody changes something
     */
    public static void requireNotRefused(
            PostgresAddress address, StorePassword password, Duration timeout) {
        Properties properties = address.properties(timeout);
        @Nullable String secret = password.read();
        if (secret != null) {
            properties.setProperty("password", secret);
        }
        try {
            DriverManager.getConnection(address.jdbcUrl(), properties).close();
        } catch (SQLException e) {
            if (PostgresFaults.isRefusal(e)) {
                throw PostgresFaults.fault(address, e);
            }
            System.getLogger(FirstConnection.class.getName())
                    .log(System.Logger.Level.DEBUG, "no first connection", e);
        }
    }
}
