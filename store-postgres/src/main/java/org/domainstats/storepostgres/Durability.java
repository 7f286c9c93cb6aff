package org.domainstats.storepostgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the settings and the clock of the database mean for first contacts. */
final class Durability {

    private static final String SETTINGS =
            "SELECT current_setting('fsync'), current_setting('full_page_writes'),"
                    + " current_setting('synchronous_commit'),"
                    + " current_setting('synchronous_standby_names'), "
                    + PostgresDatabase.NOW;

    /** More than a trip to the database takes on a machine that has too much to do. */
    private static final Duration LARGEST_DIFFERENCE = Duration.ofMinutes(1);

    private Durability() {}

    /**
     * Each way in which announced contacts may be lost or get a wrong time, with the way out; empty
     * if there is none.
     */
    static List<String> risks(Connection connection, InstantSource clock) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(SETTINGS);
                ResultSet row = query.executeQuery()) {
            row.next();
            List<String> risks = new ArrayList<>();
            if (row.getString(1).equals("off") || row.getString(2).equals("off")) {
                risks.add(
                        "fsync or full_page_writes is off: a power failure may lose contacts, or the"
                                + " whole database; set both to on");
            }
            if (row.getString(3).equals("off")) {
                risks.add(
                        "synchronous_commit is off: a crash may lose contacts that were announced,"
                                + " and they are announced again; set it to on");
            } else if (row.getString(3).equals("local") || row.getString(4).isBlank()) {
                risks.add(
                        "commits wait for no standby: where one takes over, contacts that were"
                                + " announced last may be lost, and are announced again; set"
                                + " synchronous_standby_names, and synchronous_commit to on");
            }
            differenceOfClocks(clock.instant(), Instant.ofEpochMilli(row.getLong(5)))
                    .ifPresent(risks::add);
            return risks;
        }
    }

    /** A first contact has the time of the server that was asked, and keeps it. */
    private static Optional<String> differenceOfClocks(Instant here, Instant there) {
        Duration difference = Duration.between(there, here);
        return difference.abs().compareTo(LARGEST_DIFFERENCE) < 0
                ? Optional.empty()
                : Optional.of(
                        "the clock here says "
                                + here.truncatedTo(ChronoUnit.SECONDS)
                                + ", that of the database "
                                + there.truncatedTo(ChronoUnit.SECONDS)
                                + ": first contacts get the time of the server that was asked; set"
                                + " all clocks by NTP");
    }
}
